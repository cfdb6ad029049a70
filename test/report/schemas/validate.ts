import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv } from 'ajv';

/** Whether a program of the system is there; in CI, which installs it, it has to be. */
export const hasXmllint = spawnSync('xmllint', ['--version']).status === 0 || process.env['CI'] !== undefined;

/** What is wrong with a JUnit report, by `xmllint` (Debian's libxml2-utils): the empty text, when nothing is. */
export function junitFaults(xml: string): string {
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--huge', '--schema', path.join(import.meta.dirname, 'junit.xsd'), '-'], { input: xml, encoding: 'utf8' });
  return status === 0 ? '' : stderr.slice(0, 2000);
}

/** The schema of SARIF is of draft 4, whose only differences here are its own name. */
const sarif: object = { ...(readJson(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')) as Record<string, unknown>), id: undefined, $schema: undefined };

export const sarifFaults = faultsBy(sarif);
export const gitlabFaults = faultsBy(readJson(path.join(import.meta.dirname, 'gitlab-code-quality.json')) as object);

/** What is wrong with a document by a JSON schema, up to three faults. */
function faultsBy(schema: object): (text: string) => string {
  const validate = new Ajv({ strict: false, logger: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
  return (text) => (validate(JSON.parse(text)) ? '' : JSON.stringify(validate.errors?.slice(0, 3)));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
