/**
 * A render as it is kept for review: a bundled program stands for itself in charts/, so its text, its checksum and the
 * Job named by it are left out here, and a change of the program changes no render.
 */
export function forReview(rendered: string): string {
  return rendered
    .replace(/^( {2}(?:reporter|wait)\.mjs: \|\n)(?: {4}.*\n| *\n)+/gm, '$1    (the bundled program)\n')
    .replace(/checksum\/(bundle|program): "[0-9a-f]{64}"/g, 'checksum/$1: "(its checksum)"')
    .replace(/-wait-[0-9a-f]{10}"/g, '-wait-(its hash)"');
}
