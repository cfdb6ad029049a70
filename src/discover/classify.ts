/** What a script file is, by its content. Only `source` is analysed. */
export type SourceKind = 'source' | 'minified' | 'bundle' | 'generated-sdk' | 'declaration';

/** Classifies a script or page from its decoded text; the path only tells declarations. */
export function classify(text: string, path: string): SourceKind {
  if (/\.d\.(?:[^./]+\.)?[cm]?ts$/.test(path)) return 'declaration';
  if (isGeneratedSdk(text)) return 'generated-sdk';
  if (isBundle(text)) return 'bundle';
  return isMinified(text) ? 'minified' : 'source';
}

const GENERATOR_HEADER = /swagger[- ]codegen|openapi[- ]generator|@module\s+[\w-]*platform-client[\w-]*\//i;
const SDK_CALL = /\.callApi\(/g;
const SDK_CHECK = /when calling [\w$]/g;

/** Copies of an SDK: a generator's header, or operation after operation with the generator's checks. */
function isGeneratedSdk(text: string): boolean {
  if (GENERATOR_HEADER.test(text.slice(0, 4000))) return true;
  return count(text, SDK_CALL, 5) >= 5 && count(text, SDK_CHECK, 5) >= 5;
}

const BUNDLE = [
  /\bfunction __webpack_require__\s*\(/,
  /\bwebpackUniversalModuleDefinition\b/,
  /\b(?:self|window|globalThis|this)\[?[."']+webpack(?:Chunk|Jsonp)/,
  /\bwebpackJsonp\w*\(\[/,
  /\bfunction\s*\w*\(\w,\s*\w,\s*\w\)\s*\{\s*function \w\(\w,\s*\w\)\s*\{\s*if\s*\(!\w\[\w\]\)/, // browserify
  /\bparcelRequire\w*\s*=\s*|\$parcel\$(?:global|require|interopDefault)\b/,
  /\bvar __commonJS(?:Min)?\s*=\s*\(cb, mod\)/, // esbuild
  /\(\((\w+)=\{exports:\{\}\}\)\.exports,\1\),\1\.exports\)/, // esbuild, minified
  /\b__vite__mapDeps\s*=|\bvite\/modulepreload-polyfill\b/,
  /^\/\/ ?(?:#region )?(?:\.\.\/)*node_modules\//m, // esbuild, rolldown: where a part is from
  /\/\*{3,}\/ \(?(?:function ?\(|\(\(?(?:__unused_webpack_)?module)/,
];
const SOURCE_MAP = /^\/[/*][#@] sourceMappingURL=\S+/m;
const COMPILED = /\b__esModule\b|\b__(?:awaiter|generator|importDefault|importStar|createBinding|extends|decorate)\s*=/;

function isBundle(text: string): boolean {
  if (BUNDLE.some((pattern) => pattern.test(text))) return true;
  return SOURCE_MAP.test(text.slice(-2_000_000)) && (COMPILED.test(text) || isMinified(text));
}

const LONG_LINE = 500;
const TEXT = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\\n]|\\.)*`/g;

/** Most of the file stands in long lines of dense code; long lines of data do not count. */
function isMinified(text: string): boolean {
  let dense = 0;
  for (const line of text.split('\n')) {
    if (line.length >= LONG_LINE && isDense(line)) dense += line.length;
  }
  return dense > 1000 && dense * 2 > text.length;
}

function isDense(line: string): boolean {
  const code = line.replace(TEXT, '""');
  const statements = count(code, /;|=>|\bfunction\b|\breturn\b/g, Infinity);
  const space = count(code, /\s/g, Infinity);
  return statements * 120 > code.length && space * 8 < code.length;
}

/** Occurrences, counted up to a limit. */
function count(text: string, pattern: RegExp, limit: number): number {
  let found = 0;
  pattern.lastIndex = 0;
  while (found < limit && pattern.exec(text)) found++;
  pattern.lastIndex = 0;
  return found;
}
