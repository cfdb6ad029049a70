import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newOperation, permissionFact, toAuth, toMode, toStatus } from '../../src/catalog/operation-text.js';
import { compareOperations } from '../../src/catalog/operations.js';
import { compareText } from '../../src/model/index.js';
import type { Operation } from '../../src/model/index.js';
import type { GeneratedFacts } from './fact-files.js';

/** The generated facts from a folder with endpoints.tsv, gc_cli.tsv and sdk_exceptions.tsv. */
export async function factsFromTables(folder: string): Promise<GeneratedFacts> {
  const [endpoints, commands, exceptions] = await Promise.all(['endpoints.tsv', 'gc_cli.tsv', 'sdk_exceptions.tsv'].map((name) => readTable(join(folder, name))));
  return {
    operations: (endpoints ?? []).map(toOperation).sort(compareOperations),
    gc: new Map((commands ?? []).map((row) => [cell(row, 'command').replace(/^gc /, ''), `${cell(row, 'method')} ${cell(row, 'path')}`])),
    sdkExceptions: (exceptions ?? []).map((row) => ({
      language: cell(row, 'language'), name: cell(row, 'method'), operation: `${cell(row, 'http_method')} ${cell(row, 'path')}`,
    })),
  };
}

type Row = Readonly<Record<string, string>>;

async function readTable(file: string): Promise<Row[]> {
  const [head = '', ...lines] = (await readFile(file, 'utf8')).trimEnd().split(/\r?\n/);
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}

function toOperation(row: Row): Operation {
  const last = cell(row, 'last_sdk_version');
  return {
    ...newOperation(cell(row, 'method'), cell(row, 'path')),
    ...permissionFact(known(toMode, row, 'permission_mode'), list(row, 'permissions', ',')),
    scopes: list(row, 'scopes_any_of', ','),
    auth: known(toAuth, row, 'auth'),
    status: known(toStatus, row, 'status'),
    deprecated: cell(row, 'deprecated') === 'deprecated',
    ...(last === '' ? {} : { lastSdkVersion: last }),
    sdk: list(row, 'js_sdk_methods', ' ').sort(compareText),
    permissionSource: cell(row, 'permission_source'),
    scopeSource: cell(row, 'scope_source'),
  };
}

function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`The table has no column "${column}"; it has ${Object.keys(row).join(', ')}.`);
  return value;
}

function known<T>(convert: (text: string) => T | undefined, row: Row, column: string): T {
  const value = convert(cell(row, column));
  if (value === undefined) throw new Error(`${column} "${cell(row, column)}" of ${cell(row, 'method')} ${cell(row, 'path')} is not known.`);
  return value;
}

const list = (row: Row, column: string, separator: string): string[] => cell(row, column).split(separator).filter((item) => item !== '');
