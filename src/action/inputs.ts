import { getBooleanInput, getInput, getMultilineInput } from '@actions/core';
import { PERSONAS, type Persona, type Settings, type Threshold } from '../config/config.js';
import type { Flags } from '../config/merge-config.js';
import { SEVERITIES, ToolError } from '../model/index.js';
import type { VerifyChoice } from '../node/verify-clients.js';

/** What a workflow gives to the step. What it leaves empty, the configuration file decides. */
export interface Inputs {
  /** Folder of the application, relative to the workspace. */
  path: string;
  /** A file, relative to the workspace; `false`: none. */
  config: string | false | undefined;
  flags: Flags;
  /** A commit or branch; empty: that of the event; `none`: none. */
  base: string;
  token: string;
  comment: boolean;
  uploadSarif: boolean;
  /** Whether to ask the organisation what is really granted, in place of the audit, and about whom. */
  verify: VerifyChoice | undefined;
  files: { sarif: string; json: string; html: string };
}

export function readInputs(): Inputs {
  const config = getInput('config');
  return {
    path: getInput('path') || '.',
    config: config === '' ? undefined : config === 'none' ? false : config,
    flags: readFlags(),
    base: getInput('base'),
    token: getInput('token'),
    comment: readSwitch('comment', true),
    uploadSarif: readSwitch('upload-sarif', false),
    verify: readSwitch('verify', false) ? readChoice() : undefined,
    files: { sarif: getInput('sarif-file'), json: getInput('json-file'), html: getInput('html-file') },
  };
}

/** What is left empty stays out. */
function readChoice(): VerifyChoice {
  const environment = getInput('environment');
  const given = { client: getInput('client'), api: getInput('api'), login: getInput('login') };
  return { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')), ...(environment !== '' && { environments: [environment] }) };
}

function readFlags(): Flags {
  const catalog = getInput('catalog');
  const own: Settings['catalog'] = catalog === '' ? undefined : { file: catalog };
  return {
    catalog: own,
    include: list('include'),
    exclude: list('exclude'),
    tests: getInput('tests') === '' ? undefined : oneOf('tests', ['apart', 'count'] as const),
    failOn: getInput('fail-on') === '' ? undefined : oneOf<Threshold>('fail-on', [...SEVERITIES, 'never']),
    maxUnresolved: wholeNumber('max-unresolved'),
    baseline: getInput('baseline') || undefined,
    persona: getInput('persona') === '' ? undefined : oneOf('persona', Object.keys(PERSONAS) as Persona[]),
  };
}

function list(name: string): string[] | undefined {
  const lines = getMultilineInput(name);
  return lines.length === 0 ? undefined : lines;
}

function oneOf<T extends string>(name: string, accepted: readonly T[]): T {
  const value = getInput(name);
  const found = accepted.find((one) => one === value);
  if (found === undefined) throw new ToolError('bad-input', `input \`${name}\` must not be \`${value}\``, { hint: `accepted: ${accepted.join(', ')}` });
  return found;
}

function wholeNumber(name: string): number | undefined {
  const value = getInput(name);
  if (value === '') return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new ToolError('bad-input', `input \`${name}\` must not be \`${value}\``, { hint: 'a whole number is accepted' });
  return Number(value);
}

function readSwitch(name: string, usual: boolean): boolean {
  return getInput(name) === '' ? usual : getBooleanInput(name);
}
