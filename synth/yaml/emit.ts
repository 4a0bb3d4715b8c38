import { Document, Scalar, stringify, visit } from 'yaml';

/**
 * The one emitter for every YAML file this project writes for others to read. Helm's parser still knows the
 * words and number forms of YAML 1.1, so a string stays plain only where both versions read it back as itself.
 */
export function emitYaml(value: unknown): string {
  const document =
    value instanceof Document ? value : new Document(value, { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && isAmbiguous(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** Whether some YAML reader takes the plain text for a number, a boolean, null, a date or other syntax. */
export function isAmbiguous(text: string): boolean {
  if (text === '' || text === '=' || text === '<<') return true;
  if (/^[-+]?0o?[0-7_]+$/.test(text)) return true;
  if (text.includes('\n')) return false;
  return (['1.1', '1.2'] as const).some(
    (version) => stringify(text, { version, lineWidth: 0 }) !== `${text}\n`,
  );
}
