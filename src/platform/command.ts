import type { Catalog } from '../catalog/catalog.js';
import { UNDEFINED, type Guard, type Item, type Lit, type RequestTerm, type Resolution, type ResolvedEndpoint, type Term } from '../model/index.js';
import { expand, mayHold, type Expansion } from './expand.js';
import { memberPath, type Origin } from './origin.js';
import { partsBetween } from './request-url.js';
import { interleaved } from './text-values.js';

/** Functions that run a command: one text for a shell, a file with a list of arguments, or a tagged template. */
const RUNNERS: readonly { modules: RegExp; shell: readonly string[]; file: readonly string[]; template?: readonly string[] }[] = [
  { modules: /^child_process$/, shell: ['exec', 'execSync'], file: ['execFile', 'execFileSync', 'spawn', 'spawnSync'] },
  { modules: /^(?:child-process-promise|mz\/child_process|promisify-child-process)$/, shell: ['exec'], file: ['execFile', 'spawn'] },
  { modules: /^execa$/, shell: ['command', 'commandSync', 'execaCommand', 'execaCommandSync'], file: ['', 'sync', 'execa', 'execaSync'], template: ['$', 'execa'] },
  { modules: /^cross-spawn$/, shell: [], file: ['', 'sync', 'spawn'] },
  { modules: /^(?:shelljs|shelljs\/global)$/, shell: ['exec'], file: ['cmd'] },
  { modules: /^(?:zx|zx\/core|bun|dax-sh)$/, shell: [], file: [], template: ['$'] },
  { modules: /^@actions\/exec$/, shell: [], file: ['exec', 'getExecOutput'] },
];
/** Commands of the `gc` command line that send nothing to the platform. */
const LOCAL = new Set(['help', 'version', 'completion', 'profiles', 'config', 'alias', 'autopagination', 'logging', 'experimental', 'proxy', 'gateway', 'settings']);

/** What a call that runs a command runs, as a request whose URL is the command; undefined when it runs none. */
export function interpretCommand(origin: Origin, args: readonly Item[]): RequestTerm | undefined {
  const text = commandOf(origin, args);
  return text && { method: UNDEFINED, url: text, base: UNDEFINED, via: 'cli' };
}

function commandOf({ kind, name, steps }: Origin, args: readonly Item[]): Term | undefined {
  const way = memberPath(steps)?.join('.');
  const first = args[0]?.value;
  if (way === undefined || first === undefined) return undefined;
  // zx and Bun offer `$` as a global; jQuery's takes no template.
  if (kind === 'global') return name === '$' && way === '' && first.t === 'array' ? templateText(first, args.slice(1)) : undefined;
  const runner = RUNNERS.find(({ modules }) => modules.test(name));
  if (!runner) return undefined;
  if (first.t === 'array' && runner.template?.includes(way)) return templateText(first, args.slice(1));
  if (runner.shell.includes(way)) return first;
  return runner.file.includes(way) ? joined(first, args[1]?.value) : undefined;
}

function templateText(texts: Extract<Term, { t: 'array' }>, holes: readonly Item[]): Term {
  return { t: 'text', parts: interleaved(texts.items, holes) };
}

const BLANK: Lit = { t: 'lit', value: ' ' };

function joined(file: Term, list: Term | undefined): Term {
  return list && list.t !== 'function' && list.t !== 'object' ? { t: 'text', parts: [file, BLANK, list] } : file;
}

/** The endpoints of the `gc` commands in a command text. */
export function resolveCommand(command: Term, when: readonly Guard[], catalog: Catalog): Resolution {
  const text = flattened(command);
  if (!mayHold(text, ['gc'])) return { k: 'other' };
  const found = new Map<string, ResolvedEndpoint>();
  let unknown: string | undefined;
  for (const expansion of expand(text, when)) {
    for (const tokens of gcCommands(expansion)) {
      const match = longestCommand(tokens, catalog);
      if (match) found.set(`${match.method} ${match.path}`, { ...match, pathParts: partsBetween(expansion.pieces, match.start, match.end) });
      else if (!tokens.some((token) => token.text === '--help' || token.text === '-h') && !LOCAL.has(words(tokens)[0]?.text ?? '')) {
        unknown ??= `gc ${tokens.map((token) => token.text.replaceAll(HOLE, '{}')).join(' ')}`.trim();
      }
    }
  }
  if (found.size > 0) return { k: 'endpoints', endpoints: [...found.values()] };
  return unknown === undefined ? { k: 'other' } : { k: 'unresolved', reason: 'unknown-command', seen: unknown };
}

/** Lists of arguments as the text they stand for. */
function flattened(term: Term): Term {
  switch (term.t) {
    case 'array':
      return { t: 'text', parts: term.items.flatMap((item) => [flattened(item.value), BLANK]) };
    case 'text':
      return { t: 'text', parts: term.parts.map(flattened) };
    case 'choice':
      return { t: 'choice', options: term.options.map((option) => ({ ...option, value: flattened(option.value) })) };
    case 'default':
      return { t: 'default', of: flattened(term.of), fallback: flattened(term.fallback) };
    default:
      return term;
  }
}

interface Token {
  text: string;
  start: number;
  end: number;
}

const HOLE = '\u0000';
/** What may stand before a command that it runs. */
const PREFIX = /^(?:sudo|env|time|nohup|xargs|npx|exec|command|then|do|else|if|while|!|\w+=.*|-.*)$/;

/** The arguments of each `gc` command in a line of shell text. Quotes keep their text together; holes are one character. */
function gcCommands(expansion: Expansion): Token[][] {
  const text = expansion.pieces.map((piece) => ('text' in piece ? piece.text : HOLE)).join('');
  const commands: Token[][] = [];
  let words: Token[] = [];
  const end = (): void => {
    const at = words.findIndex((word) => /^(?:.*[\\/])?gc(?:\.exe)?$/.test(word.text));
    if (at >= 0 && words.slice(0, at).every((word, i) => PREFIX.test(word.text) || words[i - 1]?.text.startsWith('-') === true)) commands.push(words.slice(at + 1));
    words = [];
  };
  for (const match of text.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'|;&()`])+|[|;&()`\n]/g)) {
    if (/^[|;&()`\n]$/.test(match[0])) end();
    else words.push({ text: match[0].replace(/^(["'])(.*)\1$/, '$2').replace(/^\$(?=gc)/, ''), start: match.index, end: match.index + match[0].length });
  }
  end();
  return commands;
}

const words = (tokens: readonly Token[]): Token[] => tokens.filter((token) => /^[A-Za-z][\w-]*$/.test(token.text));

/** The longest command that the words begin with, flags left out; what follows a flag may be its value. */
function longestCommand(tokens: readonly Token[], catalog: Catalog): { method: string; path: string; known: true; confidence: 'certain'; methodParts: []; start: number; end: number } | undefined {
  const bare = tokens.filter((_, i) => !(tokens[i - 1]?.text.startsWith('-') === true && tokens[i - 1]?.text.includes('=') === false));
  for (const candidates of [words(bare), words(tokens)]) {
    for (let length = candidates.length; length > 0; length--) {
      const used = candidates.slice(0, length);
      const operation = catalog.gcCommand(used.map((word) => word.text).join(' '));
      if (operation) return { method: operation.method, path: operation.path, known: true, confidence: 'certain', methodParts: [], start: used[0]?.start ?? 0, end: used.at(-1)?.end ?? 0 };
    }
  }
  return undefined;
}
