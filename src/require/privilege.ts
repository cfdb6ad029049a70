import { isWildcard } from './names.js';

/** How much a grant lets its holder do, least first. */
export const LEVELS = ['read', 'write', 'delete', 'administration'] as const;
export type Level = (typeof LEVELS)[number];

const READING = new Set(['view', 'read', 'search', 'list', 'readonly']);
const DELETING = new Set(['delete', 'remove']);
const ADMINISTERING = new Set(['all', 'manage', 'admin', '*']);

/** What a permission's action does: `viewAudit` reads, `deleteSchedule` deletes, `manage` and one-part names administer. */
export function permissionLevel(permission: string): Level {
  const action = permission.split(':')[2];
  if (action === undefined || isWildcard(permission) || ADMINISTERING.has(action.toLowerCase())) return 'administration';
  const words = action.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(' ');
  if (words.some((word) => DELETING.has(word))) return 'delete';
  return READING.has(words[0] ?? '') || READING.has(words.at(-1) ?? '') ? 'read' : 'write';
}

/** A scope without suffix lets its holder write too. */
export function scopeLevel(scope: string): Level {
  return isReadonlyScope(scope) ? 'read' : 'write';
}

const READONLY = ':readonly';

export function isReadonlyScope(scope: string): boolean {
  return scope.toLowerCase().endsWith(READONLY);
}

/** The read-only sibling's name, whether or not the platform has it. */
export function readonlyScope(scope: string): string {
  return scope + READONLY;
}

/** The group that a scope belongs to: its name without the suffix. */
export function scopeFamily(scope: string): string {
  return (isReadonlyScope(scope) ? scope.slice(0, -READONLY.length) : scope).toLowerCase();
}

/** Position in the order read < write < delete < administration < `d:e:*` < `d:*:*` < `*:*:*`, from 0. */
export function permissionRank(permission: string): number {
  const stars = permission.split(':').filter((part) => part === '*').length;
  return LEVELS.indexOf(permissionLevel(permission)) + stars;
}

export function scopeRank(scope: string): number {
  return LEVELS.indexOf(scopeLevel(scope));
}
