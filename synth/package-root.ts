/** Folder of the package, both for the sources of a checkout and for the compiled files of the package. */
export const packageRoot = new URL(isSource() ? '../' : '../../', import.meta.url);

/** Whether Node runs the sources of a checkout. */
export function isSource(): boolean {
  return import.meta.url.endsWith('.ts');
}
