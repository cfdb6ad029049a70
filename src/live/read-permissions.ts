import { compareText } from '../model/index.js';
import type { Asking } from './asking.js';
import { field, listField, numberField, textField } from './fields.js';
import { VERIFY_OPERATIONS } from './operations.js';

/** Pages that are asked for at most: an organisation has some hundred domains at a time. */
const MOST_PAGES = 50;

/** Every permission that the organisation has to give, sorted; undefined where they cannot be read to the end, or none is told. */
export async function readPermissions(ask: Asking): Promise<string[] | undefined> {
  const names = new Set<string>();
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { id, what } = VERIFY_OPERATIONS.permissions;
    const body = await ask.optional(id, what, { pageSize: '100', pageNumber: String(page) });
    if (body === undefined) return undefined;
    for (const domain of listField(body, 'entities')) for (const name of namesOf(domain)) names.add(name);
    if (page >= (numberField(body, 'pageCount') ?? 1)) return names.size === 0 ? undefined : [...names].sort(compareText);
  }
  return undefined;
}

function namesOf(entry: unknown): string[] {
  const map = field(entry, 'permissionMap');
  if (typeof map !== 'object' || map === null) return [];
  return Object.values(map).flatMap((permissions) =>
    listField(permissions).flatMap((permission) => {
      const parts = [textField(permission, 'domain'), textField(permission, 'entityType'), textField(permission, 'action')];
      return parts.every((part) => part !== undefined) ? [parts.join(':')] : [];
    }),
  );
}
