import type { Catalog } from '../catalog/catalog.js';
import type { Operation } from '../model/index.js';

const HOLE = '{}';

/**
 * The operations that an unresolved call can reach, judged by what was seen of it: its method, its path up to the first hole
 * that may hold anything, or the SDK class. Undefined: nothing limits it.
 */
export function matchSeen(seen: string, catalog: Catalog): readonly Operation[] | undefined {
  const path = /(\/api\/v2\/[^\s?#]*)/.exec(seen)?.[1];
  if (path !== undefined && !path.startsWith(`/api/v2/${HOLE}`)) {
    const method = /^([A-Z]+) /.exec(seen)?.[1];
    const start = path.split(HOLE, 1)[0]?.split('/', 4).join('/') ?? '';
    const limited = catalog.paths
      .filter((each) => each.path.startsWith(start) && canMatch(each.path, path))
      .flatMap((each) => each.methods.filter((one) => (method ?? one) === one).map((one) => `${one} ${each.path}`))
      .flatMap((id) => catalog.operation(id) ?? []);
    return limited.length > 0 ? limited : undefined;
  }
  const sdkClass = /\b([A-Z]\w*Api)\b/.exec(seen)?.[1];
  if (sdkClass === undefined || !catalog.hasSdkClass(sdkClass)) return undefined;
  return catalog.operations.filter((operation) => operation.sdk.some((name) => name.startsWith(`${sdkClass}.`)));
}

/** A hole where the operation has a parameter holds one segment; at the end, or where the operation has a word, it may hold any number. */
function canMatch(operationPath: string, seen: string): boolean {
  const own = operationPath.split('/');
  const written = seen.split('/');
  for (const [index, segment] of written.entries()) {
    const target = own[index];
    const last = index === written.length - 1;
    const hole = segment.indexOf(HOLE);
    if (hole === -1) {
      if (target === undefined ? !(last && segment === '') : target !== segment && !isParameter(target)) return false;
      continue;
    }
    const prefix = segment.slice(0, hole);
    if (target === undefined) return false;
    const parameter = isParameter(target);
    if (last) return parameter || target.startsWith(prefix);
    if (!parameter) return target.startsWith(prefix) && endsLike(own.slice(index + 1), written.slice(index + 1));
  }
  return own.length <= written.length;
}

/** Whether what is written after the last hole fits the end of the operation's path. */
function endsLike(own: readonly string[], written: readonly string[]): boolean {
  const tail = written.slice(written.findLastIndex((segment) => segment.includes(HOLE)) + 1);
  if (tail.length > own.length) return false;
  return tail.every((segment, index) => {
    const target = own[own.length - tail.length + index] ?? '';
    return target === segment || isParameter(target);
  });
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}
