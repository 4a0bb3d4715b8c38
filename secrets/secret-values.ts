/** What Secrets hold: values by key, by name of the Secret. */
export type SecretValues = ReadonlyMap<string, ReadonlyMap<string, string>>;

export function secretValue(values: SecretValues, secret: string, key: string): string | undefined {
  return values.get(secret)?.get(key);
}

/** Both together; where both have a value, that of `over`. */
export function overlaid(values: SecretValues, over: SecretValues): SecretValues {
  const names = new Set([...values.keys(), ...over.keys()]);
  return new Map(
    [...names].map(
      (name) => [name, new Map([...(values.get(name) ?? []), ...(over.get(name) ?? [])])] as const,
    ),
  );
}
