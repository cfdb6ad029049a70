import type { Catalog } from '../catalog/catalog.js';
import type { Operation, Refusal } from '../model/index.js';

const LINE = /\b(GET|HEAD|POST|PUT|PATCH|DELETE)\b["'`]?[:,]?\s{0,4}["'`]?(?:https?:\/\/[^\s/"'`]{1,200})?(?:\/platform)?(\/api\/v2\/[^\s?#"'`<>),;]{1,500})/i;
const PATH = /(\/api\/v2\/[^\s?#"'`<>),;]{1,500})/;
const METHOD = /\bmethod["']?\s?[:=]\s?["']?(get|head|post|put|patch|delete)\b/i;

/** The first request that an unfolded paste shows, as a line or as `method` and `url`. */
export function readRequest(text: string): { method?: string; path: string } | undefined {
  const [, verb, line] = LINE.exec(text) ?? [];
  const path = line ?? PATH.exec(text)?.[1];
  const method = verb ?? METHOD.exec(text)?.[1];
  if (path === undefined) return undefined;
  return { ...(method !== undefined && { method: method.toUpperCase() }), path: path.replace(/[.:\]}]+$/, '').replace(/\/$/, '') };
}

/** SDK methods in any language's spelling, e.g. `getRoutingQueues`, `GetRoutingQueuesAsync`, `get_routing_queues`. */
const SDK_NAME = /\b(?:get|head|post|put|patch|delete)_?[a-z]\w{2,120}/gi;
const COMMAND = /\bgc((?: [a-z][a-z0-9-]{1,40}){2,8})/g;

/** Operations that SDK names and `gc` commands of the paste mean, in order of appearance. */
export function namedOperations(text: string, catalog: Catalog): Operation[] {
  const methods = (text.match(SDK_NAME) ?? []).flatMap(
    (name) => catalog.sdkMethod(camelCase(name)) ?? catalog.sdkMethod(camelCase(name).replace(/(?:Async|WithHttpInfo)+$/, '')) ?? [],
  );
  const commands = [...text.matchAll(COMMAND)].flatMap(([, words = '']) => longestCommand(words.trim().split(' '), catalog) ?? []);
  return [...new Set([...methods, ...commands])];
}

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1).replace(/_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function longestCommand(words: readonly string[], catalog: Catalog): Operation | undefined {
  for (let length = words.length; length > 1; length--) {
    const found = catalog.gcCommand(words.slice(0, length).join(' '));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The path with what is not a plain word replaced by `{}`: ids and whatever else somebody put there. */
export function masked({ method, path }: NonNullable<Refusal['request']>): NonNullable<Refusal['request']> {
  const segments = path.split('/').map((segment) => (/^[a-z]{1,40}$/i.test(segment) || segment === 'v2' || segment === '' ? segment : '{}'));
  return { ...(method !== undefined && { method }), path: segments.join('/') };
}
