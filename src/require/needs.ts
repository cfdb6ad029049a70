import type { Catalog } from '../catalog/catalog.js';
import { comparePlaces, compareText, type Call, type Operation } from '../model/index.js';
import { nameKey } from './names.js';

export type GrantKind = 'permission' | 'scope';

/** An operation that the code certainly or likely reaches, and from where. */
export interface Need {
  operation: Operation;
  /** Sorted by place, certain ones first. */
  calls: readonly Call[];
}

/** Any one of these names is enough. An operation that needs ALL of several makes one requirement of each. */
export interface Requirement {
  kind: GrantKind;
  /** As the catalog spells and orders them. Never empty. */
  anyOf: readonly string[];
}

/** A requirement with the operations that make it. */
export interface SharedRequirement extends Requirement {
  needs: readonly Need[];
}

/** What an operation needs. Nothing where it needs nothing, and nothing where no source says: see `isOpen`. */
export function requirementsOf(operation: Operation): Requirement[] {
  if (operation.auth !== 'oauth') return [];
  const scopes: Requirement[] = operation.scopes.length === 0 ? [] : [{ kind: 'scope', anyOf: operation.scopes }];
  return [...permissionRequirements(operation), ...scopes];
}

function permissionRequirements(operation: Operation): Requirement[] {
  if (operation.permissions.length === 0) return [];
  if (operation.mode === 'ANY') return [{ kind: 'permission', anyOf: operation.permissions }];
  return operation.mode === 'ALL' ? operation.permissions.map((name) => ({ kind: 'permission', anyOf: [name] })) : [];
}

/** Whether no source says which permissions, or which scopes, the operation needs. */
export function isOpen(operation: Operation, kind: GrantKind): boolean {
  if (operation.auth !== 'oauth') return false;
  return kind === 'permission' ? operation.mode === 'UNKNOWN' : operation.scopes.length === 0 && operation.scopeSource === 'unknown';
}

/** The catalog's row for a call; undefined for an unknown endpoint. */
export function operationOf(call: Call, catalog: Catalog): Operation | undefined {
  return call.known ? catalog.operation(`${call.method} ${call.path}`) : undefined;
}

/** The operations that certain and likely calls reach, sorted by id. */
export function needsOf(calls: readonly Call[], catalog: Catalog): Need[] {
  const needs = new Map<string, { operation: Operation; calls: Call[] }>();
  for (const call of calls) {
    const operation = call.confidence === 'possible' ? undefined : operationOf(call, catalog);
    if (operation === undefined) continue;
    const need = needs.get(operation.id) ?? { operation, calls: [] };
    need.calls.push(call);
    needs.set(operation.id, need);
  }
  for (const need of needs.values()) need.calls.sort(byConfidence);
  return [...needs.values()].sort((a, b) => compareText(a.operation.id, b.operation.id));
}

/** Certain calls before likely ones, then by place. */
export function byConfidence(a: Call, b: Call): number {
  return compareText(a.confidence, b.confidence) || comparePlaces(a, b);
}

/** One requirement for each distinct set of alternatives, in order of the needs. */
export function sharedRequirements(needs: readonly Need[]): SharedRequirement[] {
  const shared = new Map<string, SharedRequirement & { needs: Need[] }>();
  for (const need of needs) {
    for (const requirement of requirementsOf(need.operation)) {
      const key = [requirement.kind, ...requirement.anyOf.map(nameKey).sort(compareText)].join(' ');
      const known = shared.get(key);
      if (known === undefined) shared.set(key, { ...requirement, needs: [need] });
      else if (!known.needs.includes(need)) known.needs.push(need);
    }
  }
  return [...shared.values()];
}
