/** What a shell completes: the commands, and for each its options. */
export interface CompletionCommand {
  /** The words after the program's name, e.g. `catalog info`; empty for what may stand at once. */
  command: string;
  description: string;
  options: readonly CompletionOption[];
}

export interface CompletionOption {
  /** `--format`, `-q`. */
  names: readonly string[];
  description: string;
  /** A value follows; the known ones, where they can be listed. */
  value?: readonly string[];
}

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** A script for a shell that completes commands, options and their values. The shell asks nothing of the tool later. */
export function completionScript(shell: Shell, commands: readonly CompletionCommand[]): string {
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](commands);
}

function bashScript(commands: readonly CompletionCommand[]): string {
  const values = valuesOf(commands).map(({ at, value }) => `    ${at}) ${value.length > 0 ? `words=${quote(value.join(' '))}` : 'return'} ;;`);
  const words = commands.map((one) => `      ${quote(one.command)}) words=${quote([...below(one, commands).map(lastWord), ...one.options.flatMap(({ names }) => names)].join(' '))} ;;`);
  return `_scope_audit() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} command='' words='' i
${findCommand(commands, 'COMP_WORDS', 1, 'COMP_CWORD')}
  case "$command $before" in
${values.join('\n')}
    *) case "$command" in
${words.join('\n')}
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _scope_audit scope-audit
`;
}

function zshScript(commands: readonly CompletionCommand[]): string {
  const list = (name: string, entries: readonly [string, string][]): string => `${name}=(${entries.map(([word, description]) => quote(`${word}:${description.replaceAll(':', '\\:')}`)).join(' ')})`;
  const values = valuesOf(commands).map(({ at, value }) => `    ${at}) ${value.length > 0 ? `compadd -- ${value.join(' ')}` : '_files'}; return ;;`);
  const cases = commands.map((one) => `    ${quote(one.command)}) ${list('commands', below(one, commands).map((sub) => [lastWord(sub), sub.description]))}; ${list('options', one.options.flatMap(({ names, description }) => names.map((name): [string, string] => [name, description])))} ;;`);
  return `#compdef scope-audit
_scope_audit() {
  local command='' i
  local -a commands options
${findCommand(commands, 'words', 2, 'CURRENT')}
  case "$command \${words[CURRENT - 1]}" in
${values.join('\n')}
  esac
  case "$command" in
${cases.join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then
    _describe option options
  else
    (( $#commands )) && _describe command commands
    _files
  fi
}
if [[ "\${funcstack[1]}" == _scope_audit ]]; then _scope_audit "$@"; else compdef _scope_audit scope-audit; fi
`;
}

/** Bash and zsh alike: the command that the words before the cursor make up. */
function findCommand(commands: readonly CompletionCommand[], words: string, first: number, cursor: string): string {
  return `  for ((i = ${first}; i < ${cursor}; i++)); do
    case "$command \${${words}[i]}" in
      ${steps(commands).join(' | ')}) command="\${command:+$command }\${${words}[i]}" ;;
    esac
  done`;
}

function fishScript(commands: readonly CompletionCommand[]): string {
  const lines = commands.flatMap((one) => {
    const at = `complete -c scope-audit -n ${quote(`__scope_audit_at ${quote(one.command)}`, 'fish')}`;
    const subcommands = below(one, commands).map((sub) => `${at} -a ${lastWord(sub)} -d ${quote(sub.description, 'fish')}`);
    const options = one.options.map(({ names, description, value }) => {
      const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)).join(' ');
      const follows = value === undefined ? '' : value.length > 0 ? ` -x -a ${quote(value.join(' '), 'fish')}` : ' -r';
      return `${at} ${flags}${follows} -d ${quote(description, 'fish')}`;
    });
    return [...subcommands, ...options];
  });
  return `function __scope_audit_at
  set -l command ''
  for word in (commandline -opc)[2..]
    switch "$command $word"
      case ${steps(commands).join(' ')}
        set command (string trim -- "$command $word")
    end
  end
  test "$command" = "$argv[1]"
end
${lines.join('\n')}
`;
}

/** What stands for one step down: the command so far, a space, the next word. */
function steps(commands: readonly CompletionCommand[]): string[] {
  return commands.filter(({ command }) => command !== '').map(({ command }) => quote(command.includes(' ') ? command : ` ${command}`));
}

/** Patterns of an option after its command, and the values that may follow it; none where any text may. */
function valuesOf(commands: readonly CompletionCommand[]): { at: string; value: readonly string[] }[] {
  return commands.flatMap(({ command, options }) => options.flatMap(({ names, value }) => (value === undefined ? [] : names.map((name) => ({ at: quote(`${command} ${name}`), value })))));
}

function below({ command }: CompletionCommand, all: readonly CompletionCommand[]): CompletionCommand[] {
  const depth = command === '' ? 1 : command.split(' ').length + 1;
  return all.filter((one) => one.command !== '' && one.command.split(' ').length === depth && (command === '' || one.command.startsWith(`${command} `)));
}

function lastWord({ command }: CompletionCommand): string {
  return command.slice(command.lastIndexOf(' ') + 1);
}

/** In single quotes, in which fish knows backslashes and the others know nothing. */
function quote(text: string, shell: 'fish' | 'posix' = 'posix'): string {
  return shell === 'fish' ? `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : `'${text.replaceAll("'", "'\\''")}'`;
}
