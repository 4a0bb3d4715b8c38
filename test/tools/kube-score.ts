import { goTool } from './go-tools.ts';
import { run } from './run.ts';

/** One remark of kube-score about one object. */
export interface Remark {
  /** kind/name as kube-score prints it. */
  readonly object: string;
  /** The id of the check, as `--ignore-test` takes it. */
  readonly check: string;
  readonly grade: 'critical' | 'warning';
  readonly comments: readonly string[];
}

export type Score =
  | { readonly state: 'checked'; readonly remarks: readonly Remark[] }
  | { readonly state: 'missing'; readonly reason: string };

const critical = 1;
const warning = 5;

/** What kube-score would have done better in manifests; checks it passes are left out. */
export async function kubeScore(yaml: string): Promise<Score> {
  const tool = await goTool('kube-score');
  if (tool.state === 'missing') return tool;
  const { stdout, stderr } = await run(tool.path, ['score', '--output-format', 'json', '-'], { input: yaml });
  if (stdout === '') throw new Error(`kube-score printed nothing: ${stderr}`);
  // kube-score's JSON output
  const objects = (JSON.parse(stdout) ?? []) as readonly ScoredObject[];
  return { state: 'checked', remarks: objects.flatMap(remarksOf) };
}

interface ScoredObject {
  readonly object_name: string;
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string };
  readonly checks: readonly {
    readonly check: { readonly id: string };
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: readonly { readonly path: string; readonly summary: string }[] | null;
  }[];
}

function remarksOf({ type_meta, object_meta, checks }: ScoredObject): readonly Remark[] {
  return checks
    .filter(({ grade, skipped }) => !skipped && grade <= warning)
    .map(({ check, grade, comments }) => ({
      object: `${type_meta.kind}/${object_meta.name}`,
      check: check.id,
      grade: grade <= critical ? 'critical' : 'warning',
      comments: (comments ?? []).map(({ path, summary }) => (path === '' ? summary : `${path}: ${summary}`)),
    }));
}
