# expect: T22
helm upgrade sentry sentry/sentry --set user.emial=admin@example.com --set mail.backend=smtp
