import { literal, UNDEFINED, UNKNOWN, type Item, type Outcome, type Platform, type Term } from '../../../src/model/index.js';
import { originOf } from '../../../src/platform/origin.js';

/** What a platform knows of the libraries of the samples, put before what it knows anyway. */
export function withSampleModels(platform: Platform): Platform {
  return {
    ...platform,
    interpret: (callee, args, construct, ask) => sample(callee, args) ?? platform.interpret(callee, args, construct, ask),
    keeps: (callee) => originOf(callee)?.name === 'requests' || platform.keeps(callee),
  };
}

function sample(callee: Term, args: readonly Item[]): Outcome | undefined {
  const value = (index: number): Term => args[index]?.value ?? UNKNOWN;
  const origin = originOf(callee);
  const last = callee.t === 'member' || callee.t === 'import' ? callee.name : '';
  if (callee.t === 'member' && (last === 'format' || last === '__mod__') && (callee.of.t === 'lit' || callee.of.t === 'text')) return { value: formatted(callee.of, args) };
  if (origin?.name === 'fmt' && last === 'Sprintf') return { value: formatted(value(0), args.slice(1)) };
  if (origin?.name === 'net/http' && last === 'NewRequest') return { request: { method: value(0), url: value(1), base: UNDEFINED, via: 'http' } };
  if (origin?.name === 'requests' && last === 'request') return { request: { method: value(0), url: value(1), base: UNDEFINED, via: 'http' } };
  return undefined;
}

/** A text with its placeholders (`{}`, `%s`) filled in order. */
function formatted(template: Term, args: readonly Item[]): Term {
  if (template.t !== 'lit' || typeof template.value !== 'string') return UNKNOWN;
  const pieces = template.value.split(/\{\}|%[sdv]/);
  return { t: 'text', parts: pieces.flatMap((piece, index): Term[] => [...(index === 0 ? [] : [args[index - 1]?.value ?? UNKNOWN]), literal(piece, template.at)]) };
}
