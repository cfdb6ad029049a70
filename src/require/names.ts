/** Names compare without case. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/** Without case, spaces and separators: how UI texts ("Evaluation Form") and names (`evaluationForm`) meet. */
export function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}*]/gu, '');
}

/** The parts of a UI form such as "Routing > Queue > View"; undefined for other texts. */
export function uiParts(text: string): readonly string[] | undefined {
  if (!text.includes('>')) return undefined;
  const parts = text.split('>').map(squash);
  return parts.every((part) => part !== '') ? parts : undefined;
}

/**
 * A wildcard in its full form of three parts: `*` and `*:*` mean everything, `routing:*` means `routing:*:*`.
 * Undefined when the text has no wildcard or is none that a role policy can hold.
 */
export function wildcard(text: string): string | undefined {
  const parts = text.split(':').map((part) => part.trim());
  if (!parts.includes('*') || parts.length > 3 || parts.some((part) => part === '' || (part !== '*' && part.includes('*')))) return undefined;
  const [domain = '*', entity = '*', action = '*'] = parts;
  if (parts.length < 3 && parts.at(-1) !== '*') return undefined;
  return domain === '*' && !(entity === '*' && action === '*') ? undefined : [domain, entity, action].join(':');
}

export function isWildcard(permission: string): boolean {
  return permission.includes('*');
}

/** Whether a granted permission, perhaps with wildcards in full form, gives `permission`. Nothing is transitive. */
export function covers(granted: string, permission: string): boolean {
  if (!isWildcard(granted)) return nameKey(granted) === nameKey(permission);
  const [domain, entity, action] = nameKey(granted).split(':');
  if (domain === '*') return true;
  const wanted = nameKey(permission).split(':');
  return wanted.length === 3 && domain === wanted[0] && (entity === '*' || entity === wanted[1]) && (action === '*' || action === wanted[2]);
}

/** Whether two permissions, perhaps with wildcards, have one in common. */
export function overlaps(a: string, b: string): boolean {
  const [left, right] = [a, b].map((name) => nameKey(wildcard(name) ?? name).split(':'));
  if (left?.length !== 3 || right?.length !== 3) return nameKey(a) === nameKey(b);
  return left.every((part, index) => part === '*' || right[index] === '*' || part === right[index]);
}
