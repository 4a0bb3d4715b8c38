/** The version of the package; `npm run release -- cut` writes it. */
export const version = '0.1.0';
