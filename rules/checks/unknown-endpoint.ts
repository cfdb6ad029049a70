import type { Catalog } from '../../src/catalog/catalog.js';
import { firstPlaces } from '../../src/model/first-places.js';
import { compareText } from '../../src/model/index.js';
import { defineCheck, placed } from './shared/define.js';
import { bestConfidence, calledEndpoints } from './shared/endpoints.js';
import { placesOfCalls } from './shared/places.js';
import { at, code, count, listed, SETTINGS } from './shared/wording.js';

export const unknownEndpoint = defineCheck({
  id: 'unknown-endpoint',
  title: 'A call to an endpoint that the catalog does not have',
  severity: 'warning',
  level: 'application',
  identity: ['endpoint'],
  messages: {
    method: 'The code calls `{endpoint}`, but the platform has this path only with {methods}.',
    path: 'The code calls `{endpoint}`, which the platform does not have.',
  },
  check(context) {
    const { catalog } = context;
    const unknown = calledEndpoints(context).filter(({ operation }) => operation === undefined);
    const shapes = unknown.length === 0 ? [] : catalog.paths.map(({ path, methods }) => ({ path, methods, shape: shapeOf(path) }));
    return unknown.map(({ id, calls }) => {
      const own = shapeOf(calls[0].path);
      const methods = methodsOf(own, shapes);
      const where = at(calls[0]);
      const added = `if the endpoint is new, add to \`catalog.overlay\` in ${SETTINGS}: ${code(`operation: ${id.replaceAll('{}', '{id}')}`)}, with its permissions, scopes and a reason.`;
      const sites = placesOfCalls(calls);
      const near = methods.length > 0 ? [] : nearPaths(own, shapes, catalog);
      return {
        messageId: methods.length > 0 ? ('method' as const) : ('path' as const),
        data: { endpoint: id, methods: listed(methods), nearest: near.join(' ') },
        why: `The catalog of ${catalog.info.date} has no ${code(id)} among its ${count(catalog.info.counts.operations, 'operation')}; what it needs is not known, so grants it may use are not proven to be in excess.`,
        fix:
          methods.length > 0
            ? `Call it with ${listed(methods, 'or')} at ${where}; ${added}`
            : `Correct the path at ${where}${near.length > 0 ? ` (did you mean ${listed(near, 'or')}?)` : ''}; ${added}`,
        places: placed(firstPlaces(sites)),
        sites,
        confidence: bestConfidence(calls),
      };
    });
  },
});

interface Shaped {
  path: string;
  methods: readonly string[];
  /** Path segments, parameters as `{}`. */
  shape: readonly string[];
}

function shapeOf(path: string): string[] {
  return path.split('/').map((segment) => (segment.startsWith('{') ? '{}' : segment));
}

function methodsOf(own: readonly string[], shapes: readonly Shaped[]): string[] {
  const same = shapes.filter(({ shape }) => shape.length === own.length && shape.every((segment, index) => segment === own[index]));
  return [...new Set(same.flatMap(({ methods }) => methods))].sort(compareText);
}

/** Paths of the same length with one segment spelt otherwise. */
function nearPaths(own: readonly string[], shapes: readonly Shaped[], catalog: Catalog): string[] {
  const found = shapes.filter(({ path, methods, shape }) => {
    if (shape.length !== own.length) return false;
    const differing = shape.filter((segment, index) => segment !== own[index]);
    const near = differing.length === 1 && shape.every((segment, index) => isNear(segment, own[index] ?? ''));
    return near && methods.some((method) => catalog.operation(`${method} ${path}`)?.status !== 'retired');
  });
  return [...new Set(found.map(({ path }) => path))].sort(compareText).slice(0, 3);
}

/** Same word but for letter case, hyphens or a plural. */
function isNear(a: string, b: string): boolean {
  const fold = (segment: string): string => segment.toLowerCase().replace(/[^a-z0-9{}]/g, '').replace(/s$/, '');
  return a === b || fold(a) === fold(b);
}
