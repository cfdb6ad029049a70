import type { Place } from '../../model/index.js';
import type { Arg, Entry, Expr, Program } from '../../model/program.js';
import { settledVariables } from './settled.js';
import type { MapValue, Value } from './tree.js';

/** What a module exports, the default first, and what its variables hold: as far as it is written as literals. Nothing is run. */
export function* valuesOf(program: Program, text: string): Generator<Value> {
  const settled = settledVariables(program);
  const read = literalReader(program, text, settled);
  const assigned = (program.functions[0]?.body ?? []).flatMap((statement): [string, Expr][] =>
    statement.k === 'do' && statement.expr.k === 'assign' && statement.expr.target.k === 'export' ? [[statement.expr.target.name, statement.expr.value]] : [],
  );
  const exported = [...program.exports.flatMap((one): [string, Expr][] => (one.k === 'value' ? [[one.name, one.value]] : [])), ...assigned];
  const whole = exported.filter(([name]) => name === 'default' || name === '=');
  const named = exported.filter(([name]) => name !== 'default' && name !== '=');
  const asOne = (): MapValue => ({ k: 'map', fields: new Map(named.map(([name, value]) => [name, read(value)])), open: false, place: { file: program.file, line: 1, column: 1 } });
  for (const [, value] of whole) yield read(value);
  const one = asOne();
  yield one;
  yield* one.fields.values();
  for (const value of settled.values()) yield read(value);
}

export function placeIn({ file, lineStarts }: Program, at: number): Place {
  const line = lineStarts.findLastIndex((start) => start <= at);
  return { file, line: line + 1, column: at - (lineStarts[line] ?? 0) + 1 };
}

/** More than people write; variables may hold each other. */
const DEEPEST = 50;
const MOST_VALUES = 100_000;

function literalReader(program: Program, text: string, settled: ReadonlyMap<number, Expr>): (expr: Expr) => Value {
  const placeOf = (at: number): Place => placeIn(program, at);
  const unknown = ({ at }: Expr): Value => ({ k: 'unknown', written: /^[^\n,;\]}]{0,60}/.exec(text.slice(at))?.[0].trim() ?? '', place: placeOf(at) });
  let left = MOST_VALUES;
  const read = (expr: Expr, depth: number): Value => {
    const place = placeOf(expr.at);
    left -= 1;
    if (left < 0 || depth > DEEPEST) return unknown(expr);
    switch (expr.k) {
      case 'lit':
        return expr.value === null || expr.value === undefined ? unknown(expr) : { k: 'text', text: String(expr.value), place };
      case 'text': {
        const parts = expr.parts.map((part) => read(part, depth + 1));
        return parts.every((part) => part.k === 'text') ? { k: 'text', text: parts.map((part) => part.text).join(''), place } : unknown(expr);
      }
      case 'cast':
        return read(expr.of, depth + 1);
      case 'var': {
        const value = settled.get(expr.id);
        return value === undefined ? unknown(expr) : read(value, depth + 1);
      }
      case 'array':
        return { k: 'list', items: expr.items.flatMap((item) => itemsOf(item, depth)), place };
      case 'object':
        return mapOf(expr.entries, place, depth);
      case 'member': {
        const of = read(expr.of, depth + 1);
        return (of.k === 'map' && !of.open ? of.fields.get(expr.name) : undefined) ?? unknown(expr);
      }
      default:
        return unknown(expr);
    }
  };
  const itemsOf = ({ value, spread }: Arg, depth: number): readonly Value[] => {
    const item = read(value, depth + 1);
    return spread !== true ? [item] : item.k === 'list' ? item.items : [unknown(value)];
  };
  const mapOf = (entries: readonly Entry[], place: Place, depth: number): Value => {
    const fields = new Map<string, Value>();
    let open = false;
    // What cannot be told may write over what stands before it.
    const overwrite = (expr: Expr): void => {
      for (const name of fields.keys()) fields.set(name, unknown(expr));
      open = true;
    };
    for (const entry of entries) {
      if (entry.k === 'field' && isNothing(entry.value)) fields.delete(entry.name);
      else if (entry.k === 'field') fields.set(entry.name, read(entry.value, depth + 1));
      else if (entry.k === 'getter') fields.set(entry.name, { k: 'unknown', written: entry.name, place: placeOf(entry.at) });
      else {
        const spread = entry.k === 'spread' ? read(entry.value, depth + 1) : undefined;
        if (spread?.k === 'map' && !spread.open) for (const [name, value] of spread.fields) fields.set(name, value);
        else overwrite(entry.value);
      }
    }
    return { k: 'map', fields, open, place };
  };
  return (expr) => read(expr, 0);
}

function isNothing(expr: Expr): boolean {
  return expr.k === 'lit' && (expr.value === null || expr.value === undefined);
}
