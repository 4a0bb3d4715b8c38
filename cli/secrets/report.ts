import type { Fate, Outcome } from '../../secrets/complete.ts';
import type { WantedSecret } from '../../secrets/wanted.ts';
import type { Form } from './form.ts';

const words: Readonly<Record<Fate, string>> = {
  drawn: 'drawn',
  kept: 'kept',
  given: 'taken',
  fixed: 'fixed',
  open: 'FILL IN',
};

/** Names, never values. */
export function generateReport(
  form: Form,
  path: string,
  wanted: readonly WantedSecret[],
  outcomes: readonly Outcome[],
): string {
  const rows = outcomes.map(
    ({ secret, entry, fate }) => `  ${words[fate].padEnd(8)} ${secret}/${entry.key}  ${entry.holds}\n`,
  );
  const open = outcomes.some(({ fate }) => fate === 'open');
  return `${path}: ${wanted.length} Secrets\n${rows.join('')}\n${next(form, path, open)}`;
}

function next(form: Form, path: string, open: boolean): string {
  if (form === 'external') return `Put the values into the store, then:\n  kubectl apply -f ${path}\n`;
  const fill = {
    kubernetes: `Fill in what only you know in ${path}, or add --value SECRET/KEY=FILE.\n`,
    werf: 'Add --value SECRET/KEY=FILE for what only you know.\n',
    sealed: 'Add --value SECRET/KEY=FILE for what only you know; it is left out until then.\n',
  }[form];
  const then = {
    kubernetes: `Then, with no copy in an annotation:\n  kubectl apply --server-side -f ${path}\n`,
    werf: `Commit ${path} and templates/ beside it, never the key: werf converge makes the Secrets.\n`,
    sealed: `Then commit ${path}, or:\n  kubectl apply -f ${path}\n`,
  }[form];
  return open ? fill + then : then;
}
