import type { Place } from '../model/index.js';
import type { Document, Node } from 'yaml';
import { isNode, isScalar, visit } from 'yaml';
import { UNQUOTED_ASTERISK, type Fault } from './syntax-faults.js';

/** Keys that stand twice in one mapping, and keys that are not text. */
export function findKeyFaults(tree: Document.Parsed, placeAt: (offset: number) => Place): Fault[] {
  const faults: Fault[] = [];
  visit(tree, {
    Map(_, map) {
      const first = new Map<string, number>();
      for (const { key } of map.items) {
        const offset = startOf(key);
        const name = keyText(key);
        if (name === undefined) {
          faults.push({ code: 'wrong-type', message: 'a key must be text', hint: 'put it in quotes', offset });
          continue;
        }
        const earlier = first.get(name);
        if (earlier === undefined) first.set(name, offset);
        else faults.push({ code: 'duplicate-key', message: `\`${name}\` stands twice`, hint: `first on line ${placeAt(earlier).line}; keep one`, offset });
      }
    },
  });
  return faults;
}

/** Aliases that lead nowhere, and aliases inside what they stand for. */
export function findAliasFaults(tree: Document.Parsed): Fault[] {
  const faults: Fault[] = [];
  const anchors = new Map<string, Node>();
  visit(tree, {
    Value(_, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
    Alias(_, alias, around) {
      const target = anchors.get(alias.source);
      const offset = startOf(alias);
      if (target === undefined) faults.push({ ...UNQUOTED_ASTERISK, offset });
      else if (around.includes(target)) {
        faults.push({ code: 'endless-alias', message: 'the alias stands inside the value it repeats', hint: 'write the value out', offset });
      }
    },
  });
  return faults;
}

/** The key of a mapping as the text it has in plain data; undefined for keys that are lists, mappings or aliases. */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  const { value } = key;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
