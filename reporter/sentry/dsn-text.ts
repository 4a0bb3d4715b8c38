/** Whether a text can be used as a DSN. The SDK's own check would print the text, key and all. */
export function isDsn(text: string): boolean {
  return /^https?:\/\/[^\s/@:]+(:[^\s/@]*)?@[^\s/@]+(\/[^\s]*)?\/[0-9]+$/.test(text) && URL.canParse(text);
}

/** Host of a DSN, with its port where it names one: all of it that may be shown. */
export function hostOfDsn(dsn: string): string {
  return new URL(dsn).host;
}
