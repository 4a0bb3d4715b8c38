# expect: T20
helm upgrade sentry sentry/sentry --version 33.4.0 --reuse-values --set sentry.web.replicas=2
