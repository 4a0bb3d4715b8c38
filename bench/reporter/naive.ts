/** What one would write in an hour: the informer of the Kubernetes client and the defaults of the Sentry SDK. */
import { CoreV1Api, type CoreV1Event, KubeConfig, makeInformer } from '@kubernetes/client-node';
import { captureEvent, init } from '@sentry/node';

init({ dsn: process.env.SENTRY_DSN ?? '' });
const config = new KubeConfig();
config.loadFromCluster();
const api = config.makeApiClient(CoreV1Api);
const informer = makeInformer(config, '/api/v1/events', () => api.listEventForAllNamespaces());

function report(event: CoreV1Event): void {
  if (event.type === 'Normal') return;
  const { kind, name, namespace } = event.involvedObject;
  captureEvent({
    message: event.message ?? '',
    level: 'error',
    tags: { reason: event.reason, kind, name, namespace },
    contexts: { event: { ...event } },
  });
}

informer.on('add', report);
informer.on('update', report);
informer.on('error', () => setTimeout(() => informer.start(), 1000));
await informer.start();
