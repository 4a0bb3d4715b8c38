# expect: T09
helm upgrade api ./api --set sentry.tracesSampleRate=0.25
