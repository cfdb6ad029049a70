import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../../rules/checks');

/** The pages beside the rules, by rule id. */
export function readPages(): Map<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return new Map(names.map((name) => [name.slice(0, -'.md'.length), readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n')]));
}

export type ExampleKind = 'reports' | 'clean';

/**
 * The files of a page's example. A fenced block's info string is `ts reports` or `yaml clean`: the language, what the example
 * shows, and a path where it is not `src/app.ts` or `scope-manifest.yaml`.
 */
export function exampleFiles(page: string, kind: ExampleKind): Map<string, string> {
  const blocks = page.matchAll(/^```(ts|yaml|json) (reports|clean)(?: (\S+))?\n([\s\S]*?)^```$/gm);
  return new Map(
    [...blocks].filter(([, , of]) => of === kind).map(([, language, , file, text]) => [file ?? (language === 'ts' ? 'src/app.ts' : 'scope-manifest.yaml'), text ?? '']),
  );
}
