import type { Rule } from '../rule/rule.ts';
import { isSecret } from '../rule/secret-names.ts';
import { dotted, entriesBelow } from './walk.ts';

export const v06: Rule = {
  id: 'V06',
  severity: 'warning',
  title: 'A secret stands in a plain values file',
  explanation: `What is in a values file is in the repository, in the release's record and often in the rendered manifests. Name an
existing Secret instead (\`existingSecret\`), or keep the value in an encrypted file. Files with "secret" in their name are
taken for encrypted or private and are not looked at.`,
  examples: [
    { text: 'externalPostgresql:\n  password: hunter22\n', finds: 'this' },
    { text: 'dsn: https://abcdef0123456789@sentry.example.com/1\n', finds: 'this' },
    { text: 'url: redis://:hunter22@redis:6379/0\n', finds: 'this' },
    { text: 'existingSecret: db\nexistingSecretKeys:\n  password: postgresql-password\n', finds: 'nothing' },
    { text: 'ca:\n  secret: company-ca\n', finds: 'nothing' },
    { text: 'password: ""\ntoken: $TOKEN\nsecretName: tls\npasswordLength: 12\n', finds: 'nothing' },
  ],
  *inValues(file) {
    if (file.secret) return;
    for (const root of file.roots)
      for (const { entry, path } of entriesBelow(root)) {
        const { value } = entry;
        if (value.kind !== 'scalar' || typeof value.value === 'boolean' || value.value === null) continue;
        if (!isSecret(path, value.text)) continue;
        const span = { start: value.start, end: value.end };
        yield {
          span,
          secret: span,
          message: `${dotted(path)} is given in clear text`,
          advice: 'name an existing Secret, or move it into an encrypted values file',
        };
      }
  },
};
