import type { Catalog } from '../catalog/catalog.js';
import { compareText, type Refusal, type RefusalFact, type RefusalKind } from '../model/index.js';
import { masked, namedOperations, readRequest } from './refused-request.js';
import { unfold } from './unfold.js';

export interface RefusalReading {
  catalog: Catalog;
  facts: readonly RefusalFact[];
  /** Operations of a request line, e.g. `GET /api/v2/users/7`; parameters filled in. */
  operationsAt: (request: string) => Refusal['operations'];
  /** The request, where it is told beside the paste. */
  request?: string;
}

/**
 * Reads what somebody pasted: a body, an SDK's exception, a line of Terraform or of a log. Only names, ids and numbers of known
 * shapes are kept, so that whatever else stands in the paste goes no further. Undefined: nothing of it is known.
 */
export function readRefusal(paste: string, { catalog, facts, operationsAt, request: told }: RefusalReading): Refusal | undefined {
  const text = unfold(paste);
  const request = readRequest(told ?? '') ?? readRequest(text);
  const named = namedOperations(text, catalog);
  const status = readStatus(text) ?? (request !== undefined || named.length > 0 ? bareStatus(text) : undefined);
  const fact = findFact(text, facts);
  const unknownCode = fact === undefined ? CODE.exec(text)?.[1] : undefined;
  const kind = fact?.kind ?? kindOf(status, unknownCode);
  if (kind === undefined) return undefined;
  const answered = status ?? fact?.status;
  const atRequest = request === undefined ? [] : operationsAt([request.method, request.path].filter((part) => part !== undefined).join(' '));
  const correlationId = CORRELATION.map((pattern) => pattern.exec(text)?.[1]).find((id) => id !== undefined);
  const retryAfter = /retry[-_. ]?after["']?\s?[:=, ]\s?["'[]{0,3}(\d{1,9})/i.exec(text)?.[1];
  return {
    kind,
    ...(fact && { fact }),
    ...(unknownCode !== undefined && { unknownCode }),
    ...(answered !== undefined && { status: answered }),
    ...(request && { request: masked(request) }),
    operations: atRequest.length > 0 ? atRequest : named,
    permissions: readPermissions(text, catalog),
    scopes: readScopes(text, catalog),
    divisions: idsAfter(text, /division(?:\(s\)|s|Ids?)?["']?:? ?["']?\[([^\]]{1,4000})\]/gi),
    policies: idsAfter(text, /policy ids?(?:\(s\))?: ?\[([^\]]{1,4000})\]/gi),
    stack: readStack(paste),
    ...(correlationId !== undefined && { correlationId }),
    ...(retryAfter !== undefined && { retryAfter: Number(retryAfter) }),
  };
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const CORRELATION = [`contextid["']?\\s?[:=]\\s?["']?(${UUID})`, `correlation-?id["']?\\s?[:=,]\\s?["'[]{0,3}(${UUID})`, `\\((${UUID})\\)`].map(
  (source) => new RegExp(source, 'i'),
);
const CODE = /\bcode["']?\s?[:=]\s?["']([a-z]{2,30}(?:[._][a-z]{2,30}){1,6})["']/i;
const STATUS = [
  /\bstatus(?:_?code)?["']?\s?[:=]?\s?["']?([45]\d\d)\b/i,
  /\bAPI Error: ([45]\d\d)\b/i,
  /\bHTTP\/\d(?:\.\d)? ([45]\d\d)\b/i,
  /\(([45]\d\d)\) Reason:/i,
];

function readStatus(text: string): number | undefined {
  const [found] = STATUS.flatMap((pattern) => pattern.exec(text)?.[1] ?? []);
  return found === undefined ? undefined : Number(found);
}

/** A number in a text that is about the platform. */
function bareStatus(text: string): number | undefined {
  const found = /(?<![\w.:/-])(401|403|429)(?![\w.:/-])/.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

function findFact(text: string, facts: readonly RefusalFact[]): RefusalFact | undefined {
  const lower = text.toLowerCase();
  const says = ({ words }: RefusalFact): boolean => lower.includes(words);
  const named = facts.filter((fact) => hasCode(lower, fact.code) && (fact.both !== true || says(fact)));
  return named[0] ?? facts.find((fact) => fact.both !== true && says(fact));
}

function hasCode(text: string, code: string): boolean {
  return new RegExp(`(?<![\\w.-])${code.replaceAll('.', '\\.')}(?![\\w-]|\\.\\w)`).test(text);
}

function kindOf(status: number | undefined, code: string | undefined): RefusalKind | undefined {
  if (status === 401) return 'token';
  if (status === 429) return 'rate-limit';
  if (status === 403) return code === undefined ? 'forbidden' : 'service';
  return undefined;
}

const PERMISSION = /^[a-z]\w{1,40}:(?:\*|[a-z]\w{0,60}):(?:\*|[a-z]\w{0,60})$/i;

/** Lists in brackets or quotes behind the word; where a list shows none, names of the catalog anywhere in the text. */
function readPermissions(text: string, catalog: Catalog): string[] {
  const lists = [...text.matchAll(/permission[^[\]]{0,80}\[([^\]]{1,8000})\]/gi), ...text.matchAll(/permission(?:\(s\))? ["']([^"']{1,200})["']/gi)];
  const listed = lists.flatMap(([, list = '']) => words(list)).flatMap((name) => catalog.permission(name) ?? (PERMISSION.test(name) ? name : []));
  if (listed.length > 0) return distinct(listed);
  return distinct((text.match(/\b[a-z]\w{1,40}:[a-z]\w{1,60}:[a-z]\w{1,60}\b/gi) ?? []).flatMap((name) => catalog.permission(name) ?? []));
}

function readScopes(text: string, catalog: Catalog): string[] {
  const lists = [...text.matchAll(/scope[^[\]]{0,60}\[([^\]]{1,8000})\]/gi)];
  return distinct(lists.flatMap(([, list = '']) => words(list)).flatMap((name) => catalog.scope(name) ?? []));
}

function idsAfter(text: string, pattern: RegExp): string[] {
  return distinct([...text.matchAll(pattern)].flatMap(([, list = '']) => words(list)).filter((id) => new RegExp(`^${UUID}$`, 'i').test(id)));
}

/** Files with lines, as stacks and editors write them. */
function readStack(paste: string): Refusal['stack'] {
  return paste
    .slice(0, 200_000)
    .split(/[\s()"'`,;<>[\]]+/)
    .flatMap((word) => {
      const [, file, line] = /^(.{1,400}\.(?:[cm]?[jt]sx?|vue|html)):(\d{1,7})(?::\d{1,7})?:?$/.exec(word) ?? [];
      return file === undefined ? [] : [{ file: file.replace(/^(?:file|webpack)?:\/\//, '').replaceAll('\\', '/'), line: Number(line) }];
    });
}

const words = (list: string): string[] => list.split(/[\s,"']+/).filter((word) => word !== '');
const distinct = (names: readonly string[]): string[] => [...new Set(names)].sort(compareText);
