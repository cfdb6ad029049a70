import { describe, expect, it } from 'vitest';
import { assignCode, type Governor } from '../../src/membership.js';
import type { ApplicationManifest, Call, ClientDecl, CodeCalls, CodePart } from '../../src/model/index.js';

const place = (file: string) => ({ file, line: 1, column: 1 });

function manifest(folder: string): ApplicationManifest {
  const file = `${folder}/scope-manifest.yaml`;
  return { file, folder, name: { text: folder, place: place(file) }, clients: [], environments: [], mayStayUnused: [] };
}

const governor = (folder: string): Governor => ({ folder, manifest: manifest(folder) });

function call(file: string): Call {
  return { ...place(file), method: 'GET', path: '/x', known: true, via: 'http', confidence: 'certain', evidence: [] };
}

const codeOf = (...files: string[]): CodeCalls => ({ calls: files.map(call), unresolved: [], logins: [], otherRequests: 0 });

/** Imports as `importer -> imported`. */
function assign(code: CodeCalls, governors: Governor[], imports: Record<string, string[]> = {}) {
  const { applications, ungoverned } = assignCode(code, governors, {
    countTests: false,
    reachedFrom: ({ file }) => foldersThatReach(file, imports, governors),
    isTest: (file) => file.includes('.test.'),
  });
  const names = (calls: readonly Call[]): string[] => calls.map(({ file }) => file);
  return {
    ...Object.fromEntries(applications.map((application) => [application.application.name.text, names(application.code.calls)])),
    ungoverned: names(ungoverned.calls),
    tests: applications.flatMap((application) => names(application.code.tests.calls)),
  };
}

/** Folders of the files that import the file, over any number of others. */
function foldersThatReach(file: string, imports: Record<string, string[]>, governors: Governor[]): string[] {
  const found = new Set([file]);
  for (const one of found) for (const [importer, targets] of Object.entries(imports)) if (targets.includes(one)) found.add(importer);
  return governors.map(({ folder }) => folder).filter((folder) => [...found].some((one) => one.startsWith(`${folder}/`)));
}

describe('assignCode', () => {
  it('gives a folder to its manifest, down to the next one', () => {
    const governors = [governor('a'), governor('a/inner')];
    expect(assign(codeOf('a/x.ts', 'a/inner/y.ts', 'ab/z.ts'), governors)).toMatchObject({ a: ['a/x.ts'], 'a/inner': ['a/inner/y.ts'], ungoverned: ['ab/z.ts'] });
  });

  it('counts shared code for each application that reaches it, over any number of files', () => {
    const imports = { 'a/main.ts': ['shared/index.ts'], 'shared/index.ts': ['shared/api.ts'], 'b/main.ts': ['shared/api.ts'], 'c/main.ts': ['other.ts'] };
    expect(assign(codeOf('shared/api.ts'), [governor('a'), governor('b'), governor('c')], imports)).toMatchObject({
      a: ['shared/api.ts'],
      b: ['shared/api.ts'],
      c: [],
      ungoverned: [],
    });
  });

  it('leaves governed code to its own manifest, whoever imports it', () => {
    expect(assign(codeOf('b/api.ts'), [governor('a'), governor('b')], { 'a/main.ts': ['b/api.ts'] })).toMatchObject({ a: [], b: ['b/api.ts'] });
  });

  it('gives the code of a broken manifest to nobody', () => {
    expect(assign(codeOf('a/inner/y.ts'), [governor('a'), { folder: 'a/inner' }])).toMatchObject({ a: [], ungoverned: [] });
  });

  it('survives imports in a circle', () => {
    expect(assign(codeOf('s/x.ts'), [governor('a')], { 's/x.ts': ['s/y.ts'], 's/y.ts': ['s/x.ts'] })).toMatchObject({ ungoverned: ['s/x.ts'] });
  });

  it('splits code by the paths of the clients', () => {
    const own = manifest('a');
    const client = (name: string, paths: string[], tests: boolean): ClientDecl => ({
      name: { text: name, place: place(own.file) },
      permissions: [],
      scopes: [],
      roles: [],
      divisions: [],
      paths,
      tests,
      place: place(own.file),
      lists: { permissions: place(own.file), scopes: place(own.file) },
    });
    const governors = [{ folder: 'a', manifest: { ...own, clients: [client('web', ['web'], true), client('job', ['job'], false)] } }];
    const files = codeOf('a/web/x.ts', 'a/web/x.test.ts', 'a/job/y.ts', 'a/job/y.test.ts', 'a/z.ts');
    const [assigned] = assignCode(files, governors, { countTests: false, reachedFrom: () => [], isTest: (file) => file.includes('.test.') }).applications;
    const names = (part: CodePart | undefined): string[] => part?.calls.map(({ file }) => file) ?? [];
    expect(names(assigned?.perClient.get('web'))).toEqual(['a/web/x.ts', 'a/web/x.test.ts']);
    expect(names(assigned?.perClient.get('job'))).toEqual(['a/job/y.ts']);
    expect(names(assigned?.unclaimed)).toEqual(['a/z.ts']);
    expect(names(assigned?.code)).toEqual(['a/web/x.ts', 'a/web/x.test.ts', 'a/job/y.ts', 'a/z.ts']);
    expect(assigned?.code.tests.calls.map(({ file }) => file)).toEqual(['a/job/y.test.ts']);
  });

  it('lists test code apart', () => {
    expect(assign(codeOf('a/x.test.ts', 'a/x.ts'), [governor('a')])).toMatchObject({ a: ['a/x.ts'], tests: ['a/x.test.ts'] });
  });
});
