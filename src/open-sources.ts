import type { CodePorts } from './code.js';
import { classify, readText } from './discover/index.js';
import type { Language, Lowerer, ModuleResolver, Problem, Program } from './model/index.js';
import type { Tree } from './trace.js';

/** Files of the tree in their lowered form. */
interface Sources {
  program: (file: string) => Program | undefined;
  resolve: ModuleResolver;
  /** Whether the text of a file holds one of the words, compared without case. */
  mentions: (file: string, words: readonly string[]) => boolean;
  /** What was wrong with the files that were read so far. */
  problems: () => readonly Problem[];
}

/** Each file is lowered once, and only when it is asked for. */
export async function openSources(ports: Pick<CodePorts, 'files' | 'languages' | 'programs' | 'progress'>, tree: Tree): Promise<Sources> {
  ports.progress('loading the parser');
  const lowerers = await loadLowerers(ports.languages, ports.files);
  const programs = new Map<string, Program | undefined>();
  const lowerFile = (file: string): Program | undefined => {
    const found = lowerers.find(({ language }) => language.owns(file));
    const text = found === undefined ? undefined : readText(tree.read, file);
    if (found === undefined || text === undefined || classify(text, file) !== 'source') return undefined;
    const lower = (): Program => found.lowerer.lower(text, file);
    return ports.programs?.take(file, text, lower) ?? lower();
  };
  const program = (file: string): Program | undefined => {
    if (!programs.has(file)) programs.set(file, lowerFile(file));
    return programs.get(file);
  };
  return {
    program,
    mentions: (file, words) => {
      const text = readText(tree.read, file)?.toLowerCase() ?? '';
      return words.some((word) => text.includes(word.toLowerCase()));
    },
    resolve: (from, module) => (programs.get(from)?.pageScripts.includes(module) === true ? tree.resolveScript(from, module) : tree.resolve(from, module)),
    problems: () => [...programs.values()].flatMap((lowered) => (lowered === undefined ? [] : syntaxProblem(lowered))),
  };
}

function loadLowerers(languages: readonly Language[], files: readonly string[]): Promise<{ language: Language; lowerer: Lowerer }[]> {
  const needed = languages.filter((language) => files.some((file) => language.owns(file)));
  return Promise.all(needed.map(async (language) => ({ language, lowerer: await language.load() })));
}

/** The first syntax error of a file; what could be parsed of it was followed all the same. */
function syntaxProblem({ file, problems, lineStarts }: Program): Problem[] {
  const [first] = problems;
  if (first === undefined) return [];
  const line = lineStarts.findLastIndex((start) => start <= first.at);
  const column = first.at - (lineStarts[line] ?? 0) + 1;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return [{ level: 'error', code: 'syntax', message: `${first.message}${more}`, place: { file, line: line + 1, column }, hint: 'What could be parsed was followed; calls in the broken part may be missing.' }];
}
