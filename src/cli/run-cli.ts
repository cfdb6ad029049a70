import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Persona } from '../config/config.js';
import type { Severity } from '../model/index.js';
import { EXIT, SEVERITIES, ToolError, type ExitCode } from '../model/index.js';
import { FORMATS, type Format } from '../report/formats.js';
import { VERSION } from '../version.js';
import { SHELLS, type Shell } from './completion-scripts.js';
import { wantsColour, type CliIo } from './io.js';
import { OTHER_FORMS, type OtherForm } from './other-form.js';

/** Options that every command which reads code takes. Names mirror the keys of the configuration. */
export interface CodeOptions {
  /** A file, `false` for `--no-config`, undefined for the one that is found. */
  config?: string | false;
  format: Format;
  failOn?: Severity | 'never';
  tests?: boolean;
  /** A catalog file of the user's own. */
  catalog?: string;
  include?: string[];
  exclude?: string[];
  maxUnresolved?: number;
  date?: string;
  color?: boolean;
  quiet?: boolean;
  output?: string;
  cache?: boolean;
}

export interface AuditOptions extends CodeOptions {
  baseline?: string;
  updateBaseline?: boolean;
  watch?: boolean;
  persona?: Persona;
  show?: 'open' | 'all';
  /** Further reports, `format=file`. */
  report?: string[];
}

export interface ReportOptions {
  format: Format;
  output?: string;
  report?: string[];
  color?: boolean;
  show?: 'open' | 'all';
}

export interface ExplainOptions extends CodeOptions {
  in?: string;
}

export interface DoctorOptions extends CodeOptions {
  in?: string;
  request?: string;
}

export interface DiffOptions extends CodeOptions {
  base: string;
}

export interface PbomOptions extends CodeOptions {
  compare?: string;
}

/** Options of commands that ask the platform. */
export interface LiveOptions {
  application?: string;
  client?: string;
  environment?: string;
  tokenEnv?: string;
  tokenStdin?: boolean;
  region?: string;
  api?: string;
  login?: string;
}

export interface UsageOptions extends CodeOptions, LiveOptions {
  clientId?: string;
  days: number;
  save?: string;
}

export interface VerifyOptions extends AuditOptions, Omit<LiveOptions, 'environment'> {
  environment?: string[];
  needs?: boolean;
  /** Seconds. */
  wait?: number;
  preflight?: boolean;
}

export interface GuardOptions extends CodeOptions {
  application?: string;
  client?: string;
}

export interface BrokerOptions {
  newHandle?: string;
}

export interface WhatIfOptions extends CodeOptions {
  without: string[];
}

export interface ConfigOptions {
  config?: string | false;
  persona?: Persona;
  format: Format;
}

export interface FixOptions extends CodeOptions {
  as?: OtherForm;
  unsafe?: boolean;
  sort?: boolean;
  dryRun?: boolean;
}

export interface InitOptions extends CodeOptions {
  as: 'manifest' | OtherForm;
  force?: boolean;
  stdout?: boolean;
}

export interface CatalogUpdateOptions {
  from: string;
  output?: string;
  config?: string | false;
}

const EXAMPLES = `
Examples:
  $ scope-audit                                    audit the application in this folder
  $ scope-audit calls --format json src            list the calls that the code makes
  $ scope-audit explain src/queues.ts:14           what a line needs, and why
  $ scope-audit what-if --without routing:queue:view
  $ scope-audit doctor < error.txt                 which call was refused, and what to grant
  $ git ls-files -z | scope-audit -                audit a list of files

Exit codes: 0 clean, 1 findings at or over the threshold, 2 bad usage or configuration,
3 nothing to audit or not completed.`;

/** Runs one command line and gives its exit code. Nothing here touches the process. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  let exit: ExitCode = EXIT.clean;
  const program = createProgram(io, (code) => {
    exit = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
    const { errorText } = await import('./errors.js');
    io.stderr.write(errorText(error, wantsColour(io, 'stderr', undefined)));
    return error instanceof ToolError ? error.exit : EXIT.incomplete;
  }
}

export function createProgram(io: CliIo, done: (code: ExitCode) => void): Command {
  const program = new Command('scope-audit')
    .description('Finds every Genesys Cloud API call in your code and compares what it needs with what your OAuth client is granted.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => {
        write(oneLine(text));
      },
    })
    .addHelpText('after', EXAMPLES);

  codeCommand(program, 'audit', 'compare what the code needs with what the manifest grants (the default)', { isDefault: true }, FORMATS)
    .argument('[paths...]', 'folders, files or globs; `-` reads a list from stdin', [])
    .option('--baseline <file>', 'file of accepted findings (default: scope-audit-baseline.json in the audited folder)')
    .option('--update-baseline', 'accept what is found now: only what is new is reported from then on')
    .option('--watch', 'audit again after each change, until Ctrl+C')
    .addOption(new Option('--persona <name>', 'settings under one name').choices(['default', 'strict', 'auditor']))
    .addOption(showOption())
    .addOption(reportOption())
    .action(async (paths: string[], options: AuditOptions) => {
      done(options.watch === true ? await (await import('./commands/watch.js')).watch(paths, options, io) : await (await import('./commands/audit.js')).audit(paths, options, io));
    });

  codeCommand(program, 'calls', 'list the calls that the code makes, and those that cannot be resolved')
    .argument('[paths...]', 'folders, files or globs; `-` reads a list from stdin', [])
    .action(async (paths: string[], options: CodeOptions) => {
      done(await (await import('./commands/calls.js')).calls(paths, options, io));
    });

  codeCommand(program, 'explain', 'show what something needs or opens: an endpoint, SDK method, permission, scope or file:line')
    .argument('<what...>', 'for example "GET /api/v2/users/{userId}", getRoutingQueues, routing:queue:view, src/a.ts:12')
    .option('--in <folder>', 'folder of the code in which its use is looked up (default: this folder)')
    .action(async (what: string[], options: ExplainOptions) => {
      done(await (await import('./commands/explain.js')).explain(what.join(' '), options, io));
    });

  codeCommand(program, 'doctor', 'explain a refused request or login: paste its body or its exception')
    .argument('[file]', 'file with the error; left out or `-`: stdin')
    .option('--request <line>', 'the request that was refused, e.g. "GET /api/v2/users", where the error does not tell')
    .option('--in <folder>', 'folder of the code that made the request (default: this folder)')
    .action(async (file: string | undefined, options: DoctorOptions) => {
      done(await (await import('./commands/doctor.js')).doctor(file, options, io));
    });

  liveCommand(program, 'verify', 'ask the organisation what it really grants, and compare it with the manifest and the code', FORMATS)
    .option('--environment <name>', 'which environment of the manifest, where there are several; may be given more than once', collect)
    .option('--wait <seconds>', 'ask again so long while something is not granted: role edits take up to five minutes to act', wholeNumber)
    .option('--preflight', 'test the hosts of the region (name, certificate, answer), and ask nothing')
    .option('--needs', 'print what this command needs of the token, and ask nothing')
    .addOption(showOption())
    .addOption(reportOption())
    .action(async (folder: string | undefined, options: VerifyOptions) => {
      done(await (await import('./commands/verify.js')).verify(folder, options, io));
    });

  liveCommand(program, 'usage', 'ask what a client really called in production, and compare it with the code and the manifest', ['text', 'json'])
    .option('--environment <name>', 'which environment of the manifest, where there are several')
    .option('--client-id <id>', 'OAuth client to ask about (default: that of the environment, or of the token)')
    .option('--days <n>', 'how far back to look; the platform keeps a year', wholeNumber, 90)
    .option('--save <file>', 'write what was called to a file, which the audit reads as `usage`')
    .action(async (folder: string | undefined, options: UsageOptions) => {
      done(await (await import('./commands/usage.js')).usage(folder, options, io));
    });

  codeCommand(program, 'diff', 'say what a change newly needs, grants and cannot resolve; only that can fail', {}, ['text', 'json', 'markdown', 'github'])
    .argument('[path]', 'folder of the application')
    .requiredOption('--base <ref>', 'the branch or commit that the change is to be merged into; its policy is applied')
    .action(async (folder: string | undefined, options: DiffOptions) => {
      done(await (await import('./commands/diff.js')).diff(folder, options, io));
    });

  codeCommand(program, 'pbom', 'print the permission bill of materials of a release: who needs what from which line')
    .argument('[path]', 'folder of the application')
    .option('--compare <file>', 'a saved one: print what has come and gone since')
    .action(async (folder: string | undefined, options: PbomOptions) => {
      done(await (await import('./commands/pbom.js')).pbom(folder, options, io));
    });

  codeCommand(program, 'guard', 'write the operations that a client calls, for the guard of the token manager', {}, ['json'])
    .argument('[path]', 'folder of the application')
    .addOption(applicationOption())
    .addOption(clientOption())
    .action(async (folder: string | undefined, options: GuardOptions) => {
      done(await (await import('./commands/guard.js')).guard(folder, options, io));
    });

  program
    .command('broker')
    .description('hand out tokens of OAuth clients to the services of this machine')
    .argument('[file]', 'its configuration: clients and services')
    .option('--new-handle <file>', 'write a new handle for a service to a file, and print the digest that the configuration takes')
    .action(async (file: string | undefined, options: BrokerOptions) => {
      done(await (await import('./commands/broker.js')).broker(file, options, io));
    });

  codeCommand(program, 'what-if', 'say which lines and applications would break without a grant')
    .argument('[paths...]', 'folders, files or globs', [])
    .requiredOption('--without <grant>', 'a permission or scope; may be given more than once', collect)
    .action(async (paths: string[], options: WhatIfOptions) => {
      done(await (await import('./commands/what-if.js')).whatIf(paths, options, io));
    });

  codeCommand(program, 'fix', 'edit the manifest: what is certainly missing, spellings that mean one thing')
    .argument('[path]', 'folder of the application')
    .option('--unsafe', 'also choose among alternatives, take away what is in excess, and narrow wildcards')
    .option('--sort', 'also bring lists of permissions and scopes in order')
    .option('--dry-run', 'show the patch and write nothing')
    .addOption(new Option('--as <form>', 'print what is granted after it as Terraform, as roles as the API takes them, or as steps for an administrator; edit nothing').choices(OTHER_FORMS))
    .action(async (folder: string | undefined, options: FixOptions) => {
      done(await (await import('./commands/fix.js')).fix(folder, options, io));
    });

  codeCommand(program, 'init', 'write the least manifest that the code needs')
    .argument('[paths...]', 'folder of the application', [])
    .option('--force', 'overwrite a manifest that is there')
    .option('--stdout', 'print it and write nothing')
    .addOption(new Option('--as <form>', 'what to make: a manifest, Terraform, roles as the API takes them, or steps for an administrator').choices(['manifest', ...OTHER_FORMS]).default('manifest'))
    .action(async (paths: string[], options: InitOptions) => {
      done(await (await import('./commands/init.js')).init(paths, options, io));
    });

  program
    .command('report')
    .description('show a saved result in another form')
    .argument('<file>', 'what `--format json` printed')
    .addOption(formatOption(FORMATS))
    .option('--output <file>', 'write the report to a file')
    .addOption(reportOption())
    .addOption(showOption())
    .option('--color', 'colour even when the output is no terminal')
    .option('--no-color', 'no colour')
    .action(async (file: string, options: ReportOptions) => {
      done(await (await import('./commands/report.js')).report(file, options, io));
    });

  program
    .command('rules')
    .description('list the rules, or show the page of one')
    .argument('[id]', 'a rule id')
    .addOption(formatOption())
    .action(async (id: string | undefined, options: Pick<CodeOptions, 'format'>) => {
      done(await (await import('./commands/rules.js')).rules(id, options, io));
    });

  program
    .command('config')
    .helpCommand(false)
    .description('how a folder is looked at: print')
    .command('print')
    .description('print every setting and where it comes from')
    .argument('[path]', 'folder of the application')
    .addOption(configOption())
    .addOption(new Option('--no-config').hideHelp())
    .addOption(new Option('--persona <name>', 'settings under one name').choices(['default', 'strict', 'auditor']))
    .addOption(formatOption())
    .action(async (folder: string | undefined, options: ConfigOptions) => {
      done(await (await import('./commands/config.js')).printConfig(folder, options, io));
    });

  program
    .command('completions')
    .description('print a script that completes commands and options')
    .addArgument(new Argument('<shell>', 'where it is to be used').choices(SHELLS))
    .action(async (shell: Shell) => {
      done((await import('./commands/completions.js')).completions(shell, program, 'audit', io));
    });

  const catalog = program.command('catalog').helpCommand(false).description('what is known of the platform: info, diff, update');
  catalog
    .command('info')
    .description('date, counts and hash of the catalog in use')
    .addOption(configOption())
    .addOption(new Option('--no-config').hideHelp())
    .addOption(formatOption())
    .action(async (options: Pick<CodeOptions, 'config' | 'format'>) => {
      done(await (await import('./commands/catalog.js')).catalogInfo(options, io));
    });
  catalog
    .command('diff')
    .description('what another definition would change')
    .requiredOption('--from <file|url>', "the platform's OpenAPI document")
    .addOption(configOption())
    .addOption(new Option('--no-config').hideHelp())
    .action(async (options: CatalogUpdateOptions) => {
      done(await (await import('./commands/catalog.js')).catalogDiff(options, io));
    });
  catalog
    .command('update')
    .description("write a catalog of your own from the platform's OpenAPI document")
    .requiredOption('--from <file|url>', 'the document: a file, or a URL that is asked for it')
    .option('--output <file>', 'where to write (default: the file that the configuration names)')
    .addOption(configOption())
    .addOption(new Option('--no-config').hideHelp())
    .action(async (options: CatalogUpdateOptions) => {
      done(await (await import('./commands/catalog.js')).catalogUpdate(options, io));
    });
  return program;
}

function codeCommand(program: Command, name: string, description: string, options: { isDefault?: boolean } = {}, formats: readonly Format[] = ['text', 'json']): Command {
  return program
    .command(name, options)
    .description(description)
    .addOption(configOption())
    .option('--no-config', 'use no configuration file')
    .addOption(formatOption(formats))
    .addOption(new Option('--fail-on <severity>', 'least severity that makes the exit code 1').choices([...SEVERITIES, 'never']))
    .option('--tests', 'count test code like other code')
    .option('--include <glob>', 'look only at matching code; may be given more than once', collect)
    .option('--exclude <glob>', 'leave matching code out; may be given more than once', collect)
    .option('--max-unresolved <n>', 'more unresolved calls than this make the exit code 1', wholeNumber)
    .option('--catalog <file>', 'a catalog file of your own')
    .option('--output <file>', 'write the report to a file')
    .option('--date <yyyy-mm-dd>', 'the date to audit for (default: today)', isoDate)
    .option('--color', 'colour even when the output is no terminal')
    .option('--no-color', 'no colour')
    .option('-q, --quiet', 'print the summary only')
    .option('--cache', 'keep results between runs in CI as well')
    .option('--no-cache', 'keep nothing between runs, and use nothing that was kept');
}

function liveCommand(program: Command, name: string, description: string, formats: readonly Format[]): Command {
  return codeCommand(program, name, description, {}, formats)
    .argument('[path]', 'folder of the application')
    .addOption(applicationOption())
    .addOption(clientOption())
    .option('--token-env <name>', 'variable that holds an access token (default: log in with the secret that the environment refers to)')
    .option('--token-stdin', 'read the access token from stdin')
    .option('--region <name>', 'region to ask (default: that of the environment)')
    .option('--api <url>', 'gateway to ask in place of the API host of the region')
    .option('--login <url>', 'the same in place of its login host');
}

const applicationOption = (): Option => new Option('--application <name>', 'which application, where there are several');
const clientOption = (): Option => new Option('--client <name>', 'which client of the manifest, where there are several');
const configOption = (): Option => new Option('--config <file>', 'configuration file (default: the one in the audited folder)');
const formatOption = (formats: readonly Format[] = ['text', 'json']): Option => new Option('--format <format>', 'form of the report').choices(formats).default(formats[0]);
const reportOption = (): Option => new Option('--report <format=file>', 'write a report to a file as well; may be given more than once').argParser(collect);
const showOption = (): Option => new Option('--show <what>', 'list findings that are open, or all with those that are hidden').choices(['open', 'all']);

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('A whole number is expected.');
  return Number(value);
}

function isoDate(value: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
  if (!isDate) throw new InvalidArgumentError('A date is written as 2026-01-31.');
  return value;
}

/** Commander puts its suggestion on a second line; here an error is one. */
function oneLine(text: string): string {
  return `${text.trim().replace(/\s*\n\s*/g, ' ')}\n`;
}
