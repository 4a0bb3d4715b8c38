/** Words that templates mention: a key that none of them names cannot be read. */
export function mentionedWords(templates: readonly string[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const template of templates)
    for (const [word] of template.matchAll(/[A-Za-z0-9_-]+/g)) words.add(word);
  return words;
}

const handsOn =
  /\b(toYaml|toJson|toPrettyJson|toToml|fromYaml|range|tpl|include|template|merge|mergeOverwrite|mustMerge\w*|deepCopy|dict|omit|pick|keys|values|kindIs|index|get)\b/;

/**
 * Keys whose whole value goes somewhere, as in `toYaml .Values.livenessProbe` or `range .Values.jobs`: what
 * stands below them is the user's.
 */
export function handedOnWords(templates: readonly string[]): ReadonlySet<string> {
  const words = new Set<string>();
  const collect = (expression: string) => {
    for (const [, name = ''] of expression.matchAll(/\.([A-Za-z_][\w-]*)(?![\w.-])/g)) words.add(name);
    for (const [, name = ''] of expression.matchAll(/"([A-Za-z_][\w./-]*)"/g)) words.add(name);
  };
  for (const template of templates) {
    for (const [expression] of template.matchAll(/\{\{[^{}]*\}\}/g))
      if (handsOn.test(expression)) collect(expression);
    for (const [, subject = ''] of template.matchAll(
      /\{\{-?\s*with\s+([^{}]*?)-?\}\}[^{}]{0,200}\{\{-?\s*(?:tpl\s|\(?\s*toYaml|toJson|range)/g,
    ))
      collect(subject);
  }
  return words;
}
