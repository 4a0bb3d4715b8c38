/**
 * A render as it is kept for review: the bundled program stands for itself in charts/, so its text and its
 * checksum are left out here, and a change of the program changes no render.
 */
export function forReview(rendered: string): string {
  return rendered
    .replace(/^( {2}reporter\.mjs: \|\n)(?: {4}.*\n| *\n)+/gm, '$1    (the bundled program)\n')
    .replace(/checksum\/bundle: "[0-9a-f]{64}"/g, 'checksum/bundle: "(its checksum)"');
}
