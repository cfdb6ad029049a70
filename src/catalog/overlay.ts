import type { Operation, OperationAuth, OperationStatus, PermissionMode } from '../model/index.js';
import type { CatalogData } from './data.js';
import { decodeCommands, decodeOperations } from './decode.js';
import { encodeOperations } from './encode.js';
import { isPermissionName, newOperation, toAuth, toMode, toStatus } from './operation-text.js';
import { classOf, countFacts, methodOf } from './operations.js';

/** A row of the configuration that corrects an operation of the catalog, or adds one. What it does not say stays as it is. */
export interface OverlayRow {
  /** `METHOD /path`, the path spelled as the catalog has it. */
  operation: string;
  mode?: PermissionMode;
  permissions?: readonly string[];
  scopes?: readonly string[];
  auth?: OperationAuth;
  status?: OperationStatus;
  deprecated?: boolean;
  /** `Class.method` names to add. */
  sdk?: readonly string[];
  reason: string;
}

/** A row that was not taken, and what would be. `row` counts from 0. */
export interface OverlayProblem {
  row: number;
  message: string;
  hint: string;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const KEYS = ['operation', 'mode', 'permissions', 'scopes', 'auth', 'status', 'deprecated', 'sdk', 'reason'];

/**
 * The catalog with the rows laid over it; its date and hash stay those of the catalog beneath.
 * Rows with a problem are left out; the others count.
 */
export function applyOverlay(data: CatalogData, rows: readonly OverlayRow[]): { data: CatalogData; problems: readonly OverlayProblem[] } {
  const byId = new Map(decodeOperations(data).map((op) => [op.id, op]));
  const sdkOwners = new Map([...byId.values()].flatMap((op) => op.sdk.map((name) => [methodOf(name), op.id] as const)));
  const problems: OverlayProblem[] = [];
  const overlays: Record<string, string> = {};
  for (const [index, row] of rows.entries()) {
    const problem = rowProblem(row, byId, sdkOwners, overlays);
    if (problem) {
      problems.push({ row: index, ...problem });
      continue;
    }
    byId.set(row.operation, overlaid(byId.get(row.operation), row));
    overlays[row.operation] = row.reason;
    for (const name of row.sdk ?? []) sdkOwners.set(methodOf(name), row.operation);
  }
  if (Object.keys(overlays).length === 0) return { data, problems };
  const operations = [...byId.values()];
  const counts = countFacts(operations, data.counts.gcCommands);
  return { data: { ...data, ...encodeOperations(operations, decodeCommands(data)), counts, overlays }, problems };
}

type Found = Omit<OverlayProblem, 'row'>;

function rowProblem(row: OverlayRow, byId: ReadonlyMap<string, Operation>, sdkOwners: ReadonlyMap<string, string>, overlays: Readonly<Record<string, string>>): Found | undefined {
  const [method = '', path = '', ...rest] = typeof row.operation === 'string' ? row.operation.split(' ') : [];
  const unknown = Object.keys(row).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return { message: `unknown key "${unknown}"`, hint: `Keys are ${KEYS.join(', ')}.` };
  if (!METHODS.includes(method) || !path.startsWith('/') || rest.length > 0) {
    return { message: `"${row.operation}" is no operation`, hint: `Write "METHOD /path" with one of ${METHODS.join(', ')}.` };
  }
  if (Object.hasOwn(overlays, row.operation)) return { message: `${row.operation} stands twice`, hint: 'Put all corrections of an operation into one row.' };
  if (typeof row.reason !== 'string' || row.reason.trim() === '') return { message: `${row.operation} has no reason`, hint: 'Say in "reason" why the catalog is corrected here.' };
  if (row.mode !== undefined && !toMode(row.mode)) return { message: `mode "${row.mode}" does not exist`, hint: 'Modes are ALL, ANY, NONE, UNKNOWN.' };
  if (row.auth !== undefined && !toAuth(row.auth)) return { message: `auth "${row.auth}" does not exist`, hint: 'Kinds are oauth, none, guest-chat, webmessaging.' };
  if (row.status !== undefined && !toStatus(row.status)) return { message: `status "${row.status}" does not exist`, hint: 'States are current, current-no-sdk, retired.' };
  const badName = row.permissions?.find((name) => !isPermissionName(name));
  if (badName !== undefined) return { message: `"${badName}" is no permission name`, hint: 'Write domain:entity:action.' };
  const { mode, permissions } = need(byId.get(row.operation), row);
  const names = permissions.length > 0;
  if (names !== (mode === 'ALL' || mode === 'ANY')) {
    return { message: `mode ${mode} ${names ? 'with' : 'without'} permissions`, hint: 'ALL and ANY name permissions; NONE and UNKNOWN name none.' };
  }
  for (const name of row.sdk ?? []) {
    if (!/^\w+\.\w+$/.test(name)) return { message: `"${name}" is no SDK name`, hint: 'Write Class.method.' };
    const owner = sdkOwners.get(methodOf(name));
    if (owner !== undefined && owner !== row.operation) {
      return { message: `${methodOf(name)} already names ${owner}`, hint: `An SDK name stands for one operation; ${classOf(name)} cannot use it again.` };
    }
  }
  return undefined;
}

/** One permission alone is the same under ALL and ANY; of several without a mode, all are taken to be needed. */
function need(op: Operation | undefined, row: OverlayRow): Pick<Operation, 'mode' | 'permissions'> {
  const before = op?.mode ?? 'UNKNOWN';
  if (row.permissions === undefined) {
    return { mode: row.mode ?? before, permissions: row.mode === 'NONE' || row.mode === 'UNKNOWN' ? [] : (op?.permissions ?? []) };
  }
  const implied = row.permissions.length === 0 ? 'NONE' : before === 'ANY' ? 'ANY' : 'ALL';
  return { mode: row.mode ?? implied, permissions: row.permissions };
}

function overlaid(op: Operation | undefined, row: OverlayRow): Operation {
  const [method = '', path = ''] = row.operation.split(' ');
  const corrected: Operation = { ...(op ?? newOperation(method, path)) };
  if (row.mode !== undefined || row.permissions !== undefined) Object.assign(corrected, need(op, row), { permissionSource: 'overlay' });
  if (row.scopes !== undefined) Object.assign(corrected, { scopes: row.scopes, scopeSource: 'overlay' });
  if (row.auth !== undefined) corrected.auth = row.auth;
  if (row.status !== undefined) corrected.status = row.status;
  if (row.deprecated !== undefined) corrected.deprecated = row.deprecated;
  if (row.sdk !== undefined) corrected.sdk = [...new Set([...corrected.sdk, ...row.sdk])];
  return corrected;
}
