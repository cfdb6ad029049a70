import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { UNKNOWN, type Program, type Term } from '../../src/model/index.js';
import { mayBeSdk, NAMES_OF_THE_DOM } from '../../src/platform/by-name.js';
import { originOf } from '../../src/platform/origin.js';
import { sdkAliases } from '../../src/platform/sdk.js';
import { catalog } from '../catalog/real-catalog.js';

const at = { file: '', line: 0, column: 0 };
const program = {} as Program;
const imported = (module: string, name = '*'): Term => ({ t: 'import', from: program, module, name });
const made = (callee: Term): Term => ({ t: 'call', callee, args: [], construct: true, at });
const member = (of: Term, name: string): Term => ({ t: 'member', of, name, at });
const maybe = (name: string, of: Term): boolean => mayBeSdk(name, of, originOf(member(of, name)));

describe('a call by the name of an SDK method', () => {
  it.each([
    ['an unknown receiver', 'getUser', UNKNOWN, true],
    ['another product', 'getUser', made(imported('auth0', 'ManagementClient')), false],
    ['another product, a longer name', 'getUserRoles', made(imported('@okta/okta-sdk-nodejs', 'Client')), false],
    ['a package that tells of the platform', 'getUsers', member(imported('@acme/genesys-clients', 'clients'), 'users'), true],
    ['a receiver spelled like an API', 'getUsers', member(imported('@acme/clients'), 'usersApi'), true],
    ['a name that no other product has', 'getRoutingQueues', member(imported('@acme/clients'), 'routing'), true],
    ['a test double', 'getUsers', made(imported('sinon', 'stub')), false],
    ['a name of the DOM', 'getAttribute', UNKNOWN, false],
    ['a name of the DOM on an API', 'getAttribute', { t: 'global', name: 'attributesApi', program }, true],
    ['a text', 'getUsers', { t: 'lit', value: 'x' }, false],
  ] satisfies [string, string, Term, boolean][])('%s', (_, name, of, expected) => {
    expect(maybe(name, of)).toBe(expected);
  });

  it('knows every name that the DOM has too', () => {
    const folder = path.dirname(createRequire(import.meta.url).resolve('typescript'));
    const shared = new Set<string>();
    for (const file of readdirSync(folder).filter((name) => /^lib\..*\.d\.ts$/.test(name))) {
      const visit = (node: ts.Node): void => {
        const name = ts.isMethodSignature(node) || ts.isPropertySignature(node) ? node.name.getText(source) : undefined;
        if (name !== undefined && catalog.sdkMethod(name)) shared.add(name);
        ts.forEachChild(node, visit);
      };
      const source = ts.createSourceFile(file, readFileSync(path.join(folder, file), 'utf8'), ts.ScriptTarget.Latest);
      visit(source);
    }
    expect([...NAMES_OF_THE_DOM].sort()).toEqual([...shared].sort());
  });
});

describe('sdkAliases', () => {
  it('reads the names that a package file gives to the SDK', () => {
    const text = JSON.stringify({ dependencies: { gc: 'npm:purecloud-platform-client-v2@^219.0.0', axios: '^1.0.0', '@acme/sdk': 'npm:purecloud-platform-client-v2' } });
    expect(sdkAliases(text)).toEqual(['gc', '@acme/sdk']);
  });
});
