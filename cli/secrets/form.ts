/** What generated Secrets are written as. */
export const forms = ['kubernetes', 'werf', 'external', 'sealed'] as const;
export type Form = (typeof forms)[number];
