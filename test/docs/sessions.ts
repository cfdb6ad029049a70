import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from '../cli/harness.js';
import { git, tempTree, write } from '../node/temp-tree.js';

/** Wide as a terminal that people have; long lines are wrapped to it. */
const COLUMNS = 120;

const SECTION = /^(?=## )/m;
const PART = /^<!-- folder: (?<folder>\S+) -->$|^```(?<language>\w+)(?: (?<file>\S+))?\n(?<text>[\s\S]*?)^```$/gm;

/**
 * A page with what its sessions print now. A section (`## `) is one folder: `<!-- folder: PATH -->` fills it from the repository, a fenced
 * block with a file's path behind its language writes that file, and a `console` block runs its `$ ` lines there, all in the order of the page.
 */
export async function rerun(page: string): Promise<string> {
  const sections = [];
  for (const section of page.split(SECTION)) sections.push(await rerunSection(section));
  return sections.join('');
}

async function rerunSection(section: string): Promise<string> {
  const shell = new Shell();
  let done = '';
  let from = 0;
  for (const part of section.matchAll(PART)) {
    const { folder, language, file, text = '' } = part.groups ?? {};
    if (folder !== undefined) cpSync(path.join(root, folder), shell.cwd, { recursive: true });
    else if (language === 'console') {
      const start = part.index + part[0].indexOf('\n') + 1;
      done += section.slice(from, start) + (await replay(text, shell));
      from = start + text.length;
    } else if (file !== undefined) write(shell.cwd, { [file]: text });
  }
  return done + section.slice(from);
}

async function replay(session: string, shell: Shell): Promise<string> {
  const commands = session.split('\n').filter((line) => line.startsWith('$ '));
  if (!session.startsWith('$ ')) throw new Error(`a session begins with a command: ${session}`);
  let shown = '';
  for (const command of commands) {
    const output = await shell.run(command.slice(2));
    shown += `${command}\n${output.replace(/[ \t]+$/gm, '')}`;
  }
  return shown.replace(/\n*$/, '\n');
}

/** The few commands that pages show: the tool in this process, git on a fixed day, `cat`, `echo $?`. */
class Shell {
  /** Made when it is first needed: few sections have files or sessions. */
  #folder: string | undefined;
  #exit = 0;

  get cwd(): string {
    return (this.#folder ??= makeFolder());
  }

  async run(line: string): Promise<string> {
    const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain ?? '');
    const [command, ...args] = words;
    if (command === 'scope-audit') return this.#audit(args);
    if (command === 'git') return git(this.cwd, ...args);
    if (command === 'cat') return args.map((file) => readFileSync(path.join(this.cwd, file), 'utf8')).join('');
    if (line === 'echo $?') return `${this.#exit}\n`;
    throw new Error(`a session runs scope-audit, git, cat or echo $?, not: ${line}`);
  }

  async #audit(words: readonly string[]): Promise<string> {
    const input = words.indexOf('<');
    const args = input === -1 ? words : words.slice(0, input);
    const stdin = input === -1 ? '' : readFileSync(path.join(this.cwd, words[input + 1] ?? ''), 'utf8');
    const { exit, stdout, stderr } = await run(args, { cwd: this.cwd, stdin, columns: COLUMNS });
    this.#exit = exit;
    return stdout + stderr;
  }
}

/** An empty folder `app`: what takes its name from the folder prints the same each time. */
function makeFolder(): string {
  const folder = path.join(tempTree({}), 'app');
  mkdirSync(folder);
  return folder;
}
