/** Plain JSON data, as values files and schemas carry it. */
export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** A JSON Schema (draft-07) fragment. */
export type JsonSchema = { readonly [keyword: string]: Json };
