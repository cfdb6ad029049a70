/** Reads what a server answered, of which nothing is taken for granted. */
export function field(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce(
    (at: unknown, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined),
    value,
  );
}

export function textField(value: unknown, ...path: readonly string[]): string | undefined {
  const found = field(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function numberField(value: unknown, ...path: readonly string[]): number | undefined {
  const found = field(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

export function listField(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = field(value, ...path);
  return Array.isArray(found) ? found : [];
}

export function textsField(value: unknown, ...path: readonly string[]): string[] {
  return listField(value, ...path).filter((one) => typeof one === 'string');
}

/** An object with an id; one without a name goes by its id. */
export function nameField(value: unknown, ...path: readonly string[]): { id: string; name: string } | undefined {
  const id = textField(value, ...path, 'id');
  return id === undefined ? undefined : { id, name: textField(value, ...path, 'name') ?? id };
}
