import type { Command, Option } from 'commander';
import { EXIT, type ExitCode } from '../../model/index.js';
import { completionScript, type CompletionCommand, type CompletionOption, type Shell } from '../completion-scripts.js';
import type { CliIo } from '../io.js';

/** `scope-audit completions SHELL`: a script to be sourced, made of the commands as they are. */
export function completions(shell: Shell, program: Command, defaultCommand: string, io: CliIo): ExitCode {
  const commands = describe(program, '');
  const usual = commands.find(({ command }) => command === defaultCommand);
  const [first, ...others] = commands;
  const more = usual?.options.filter(({ names }) => !names.includes('--help')) ?? [];
  if (first !== undefined) io.stdout.write(completionScript(shell, [{ ...first, options: [...first.options, ...more] }, ...others]));
  return EXIT.clean;
}

function describe(command: Command, path: string): CompletionCommand[] {
  const help = command.createHelp();
  const own: CompletionCommand = { command: path, description: command.description(), options: help.visibleOptions(command).map(describeOption) };
  return [own, ...help.visibleCommands(command).flatMap((sub) => describe(sub, path === '' ? sub.name() : `${path} ${sub.name()}`))];
}

function describeOption({ short, long, description, required, optional, argChoices }: Option): CompletionOption {
  const names = [short, long].flatMap((name) => name ?? []);
  return { names, description, ...((required || optional) && { value: argChoices ?? [] }) };
}
