import { type FlagWord, placeOf } from '../command-line/tool-command.ts';
import type { Rule } from '../rule/rule.ts';
import { isSecret, looksSecret } from '../rule/secret-names.ts';
import { isKey } from '../strvals/flag.ts';
import { keySteps, pathText, texts } from './assignments.ts';

export const t19: Rule = {
  id: 'T19',
  severity: 'info',
  title: 'A secret stands on the command line',
  explanation: `A secret in a flag is readable in the process list, the shell's history, the log of the CI job and the repository
that holds the script. Keep it in a Secret that the chart names (\`existingSecret\`), or in an encrypted values file.`,
  examples: [
    { text: 'helm upgrade s ./s --set postgresql.password=hunter22', finds: 'this' },
    { text: 'helm upgrade s ./s --set url=postgres://sentry:hunter22@db/sentry', finds: 'this' },
    { text: 'helm upgrade s ./s --set postgresql.password=$DB_PASSWORD', finds: 'nothing' },
    { text: 'helm upgrade s ./s --set postgresql.existingSecret=db', finds: 'nothing' },
    { text: 'helm upgrade s ./s --set auth.existingSecretKey=password', finds: 'nothing' },
  ],
  *inCommand(command) {
    for (const { flag, assignment, index, text } of texts(command)) {
      if (flag.kind === 'set-file') continue;
      const keys = keySteps(assignment.path).map(({ key }) => key);
      const cut = isCutHere(flag, index, text.end);
      const whole = cut ? { start: text.start, end: flag.text.length } : text;
      if (!isSecret(keys, text.raw) && !(cut && looksSecret(flag.text.slice(whole.start)))) continue;
      const span = placeOf(flag, whole);
      yield {
        span: placeOf(flag, text),
        secret: span,
        message: `${pathText(assignment.path)} is given in clear text`,
        advice: 'name an existing Secret instead, or move it into an encrypted values file',
      };
    }
  },
};

/** A comma has ended the value in its middle, so what follows belongs to the secret as well. */
function isCutHere({ text, parsed, commasEscaped }: FlagWord, index: number, end: number): boolean {
  if (commasEscaped || text[end] !== ',') return false;
  const next = parsed.assignments[index + 1]?.path[0];
  return (next === undefined && parsed.error !== undefined) || (isKey(next) && /[^\w.\s-]/.test(next.key));
}
