import { expect, test } from 'vitest';
import { argocdSettings } from '../../synth/delivery/argocd/health.ts';
import { goTool } from '../tools/go-tools.ts';
import { health } from '../tools/lua.ts';

const lua = await goTool('lua');
if (lua.state === 'missing') process.stderr.write(`\n[delivery] SKIPPED: ${lua.reason}\n\n`);

const { data } = argocdSettings;
const operator = [
  data['resource.customizations.health.clickhouse.altinity.com_ClickHouseInstallation'],
  data['resource.customizations.health.clickhouse-keeper.altinity.com_ClickHouseKeeperInstallation'],
];
const spec = { taskID: 'present' };

test.skipIf(lua.state === 'missing').each([
  ['without a status', { spec }, 'Progressing', 'the operator has not seen'],
  ['with an empty status', { spec, status: {} }, 'Progressing', 'the operator has not seen'],
  ['at work', { spec, status: { status: 'InProgress', taskID: 'present' } }, 'Progressing', 'InProgress'],
  ['done', { spec, status: { status: 'Completed', taskID: 'present' } }, 'Healthy', 'Completed'],
  [
    'done with a former spec',
    { spec, status: { status: 'Completed', taskID: 'former' } },
    'Progressing',
    'the operator has not seen',
  ],
  ['done without a task', { spec, status: { status: 'Completed' } }, 'Progressing', 'has not seen'],
  [
    'given up',
    { spec, status: { status: 'Aborted', taskID: 'present', error: 'no quorum' } },
    'Degraded',
    'Aborted: no quorum',
  ],
  ['given up in silence', { spec, status: { status: 'Aborted', taskID: 'present' } }, 'Degraded', 'Aborted'],
  [
    'given up with a former spec',
    { spec, status: { status: 'Aborted', taskID: 'former' } },
    'Progressing',
    'has not seen',
  ],
  [
    'on its way out',
    { spec, status: { status: 'Terminating', taskID: 'present' } },
    'Progressing',
    'Terminating',
  ],
  [
    "of somebody else, with the operator's own task",
    { spec: {}, status: { status: 'Completed', taskID: 'auto-1' } },
    'Healthy',
    'Completed',
  ],
])('a ClickHouse or Keeper %s', async (_, object, status, message) => {
  for (const rule of operator)
    expect(await health(rule, object)).toMatchObject({
      state: 'judged',
      status,
      message: expect.stringContaining(message),
    });
});

test.skipIf(lua.state === 'missing').each([
  ['that is new', {}, 'Progressing', ''],
  ['that is up', { status: { health: { status: 'Healthy' } } }, 'Healthy', ''],
  ['that is not', { status: { health: { status: 'Degraded', message: 'a pod' } } }, 'Degraded', 'a pod'],
])('an Application %s', async (_, object, status, message) => {
  const rule = data['resource.customizations.health.argoproj.io_Application'];
  expect(await health(rule, object)).toEqual({ state: 'judged', status, message });
});
