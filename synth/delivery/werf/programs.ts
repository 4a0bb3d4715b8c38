/** werf's own image has neither helm nor kubectl on its path, but werf brings both: helm 3.14 and kubectl. */
export const werfPrograms: readonly string[] = ['helm', 'kubectl'].map(
  (program) => `command -v ${program} >/dev/null || ${program}() { werf ${program} "$@"; }`,
);
