import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { editManifest, sortManifest } from '../../src/manifest/edit-manifest.js';
import type { GrantEdit, Place } from '../../src/model/index.js';

/** The place of the first occurrence of a text. */
function placeOf(text: string, what: string): Place {
  const offset = text.indexOf(what);
  if (offset < 0) throw new Error(`${what} does not occur`);
  const before = text.slice(0, offset).split('\n');
  return { file: 'm.yaml', line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

type Ask = ['add', at: string, list: 'permissions' | 'scopes', ...names: string[]] | ['replace', at: string, ...names: string[]] | ['remove', at: string];

function edit(text: string, ...asks: Ask[]): string {
  const edits = asks.map((ask): GrantEdit => {
    const place = placeOf(text, ask[1]);
    if (ask[0] === 'add') return { k: 'add', list: ask[2], place, names: ask.slice(3) };
    return ask[0] === 'replace' ? { k: 'replace', place, names: ask.slice(2) } : { k: 'remove', place };
  });
  const { text: changed, skipped } = editManifest(text, edits);
  expect(skipped).toEqual([]);
  return changed;
}

const BLOCK = `# who
application: app
permissions: # what
  - a:b:view   # for the list
  # kept
  - 'a:b:edit'
scopes: [x, "y:readonly"]   # flow
`;

describe('sortManifest', () => {
  it('brings lists of grants in order, with their comments, and nothing else', () => {
    const text = '# top\napplication: app\npaths: [z, a]\npermissions:\n  # about c\n  - c:c:c # why c\n  - a:a:a\n\n  # the rest\n  - z:z:z\n  - b:b:B\nroles:\n  - name: Z\n    permissions: [y, x]\n  - A\nenvironments:\n  p:\n    scopes:\n      add: [d, c]\n';
    expect(sortManifest(text)).toBe('# top\napplication: app\npaths: [z, a]\npermissions:\n  - a:a:a\n  # about c\n  - c:c:c # why c\n\n  - b:b:B\n  # the rest\n  - z:z:z\nroles:\n  - name: Z\n    permissions: [x, y]\n  - A\nenvironments:\n  p:\n    scopes:\n      add: [c, d]\n');
  });

  it.each(['scopes: [a:Z, a:b]\n', 'scopes: [a:b, a:Z]\n', 'scopes: [a, a, b]\n', 'scopes: []\n', 'scopes: [\n  b, # of b\n  a\n]\n', 'scopes: *x\n', 'permissions:\n  - &one b\n  - a\n'])('leaves what is in order, or what only a person can change: %j', (text) => {
    expect(sortManifest(text)).toBe(text);
  });

  it('sorts JSON as it is written', () => {
    expect(sortManifest('{\n  "scopes": [\n    "b",\n    "a"\n  ]\n}\n')).toBe('{\n  "scopes": [\n    "a",\n    "b"\n  ]\n}\n');
  });
});

describe('editManifest', () => {
  it('adds behind the last of a list, as its neighbour is written', () => {
    expect(edit(BLOCK, ['add', 'permissions', 'permissions', 'c:d:view'])).toBe(BLOCK.replace("  - 'a:b:edit'\n", "  - 'a:b:edit'\n  - 'c:d:view'\n"));
    expect(edit(BLOCK, ['add', 'scopes', 'scopes', 'z'])).toBe(BLOCK.replace('"y:readonly"]', '"y:readonly", "z"]'));
  });

  it('adds several to one place in their order', () => {
    expect(edit(BLOCK, ['add', 'permissions', 'permissions', 'c:d:a'], ['add', 'permissions', 'permissions', 'c:d:b'])).toBe(BLOCK.replace("  - 'a:b:edit'\n", "  - 'a:b:edit'\n  - 'c:d:a'\n  - 'c:d:b'\n"));
  });

  it('replaces a name, and keeps the comment behind it', () => {
    expect(edit(BLOCK, ['replace', 'a:b:view', 'q:r:s'])).toBe(BLOCK.replace('a:b:view', 'q:r:s'));
    expect(edit(BLOCK, ['replace', "'a:b:edit'", 'q:r:s', 'q:r:t'])).toBe(BLOCK.replace("  - 'a:b:edit'", "  - 'q:r:s'\n  - 'q:r:t'"));
    expect(edit(BLOCK, ['replace', 'x, "y', 'q', 'r'])).toBe(BLOCK.replace('[x,', '[q, r,'));
  });

  it('removes a name with its line or its comma', () => {
    expect(edit(BLOCK, ['remove', 'a:b:view'])).toBe(BLOCK.replace('  - a:b:view   # for the list\n', ''));
    expect(edit(BLOCK, ['remove', 'x, "y'])).toBe(BLOCK.replace('[x, ', '['));
    expect(edit(BLOCK, ['remove', '"y:readonly"'])).toBe(BLOCK.replace(', "y:readonly"]', ']'));
    expect(edit('s: [a, b, c]\n', ['remove', 'b'], ['remove', 'c'])).toBe('s: [a]\n');
    expect(edit('s: [a, b, c]\n', ['remove', 'a'], ['remove', 'b'])).toBe('s: [c]\n');
  });

  it('leaves an empty list where all go', () => {
    expect(edit('permissions:\n  - a\n  - b  # why\nscopes: [c]\n', ['remove', 'a\n'], ['remove', 'b  #'], ['remove', 'c]'])).toBe('permissions: []\nscopes: []\n');
  });

  it('begins a list that is not there', () => {
    expect(edit('application: app\ngrant: pkce\n', ['add', 'app\n', 'scopes', 'a', 'b'])).toBe('application: app\ngrant: pkce\nscopes:\n  - a\n  - b\n');
    const clients = 'application: app\nclients:\n  one:\n    grant: pkce\n  two:\n    grant: code\n';
    expect(edit(clients, ['add', 'one', 'scopes', 'a'], ['add', 'one', 'scopes', 'b'])).toBe('application: app\nclients:\n  one:\n    grant: pkce\n    scopes:\n      - a\n      - b\n  two:\n    grant: code\n');
  });

  it('fills an empty list', () => {
    expect(edit('permissions: []\n', ['add', 'permissions', 'permissions', 'a:b:view'])).toBe('permissions: [a:b:view]\n');
  });

  it('writes JSON as JSON', () => {
    const json = '{\n  "application": "app",\n  "permissions": [\n    "a:b:view"\n  ]\n}\n';
    expect(JSON.parse(edit(json, ['add', '"permissions"', 'permissions', 'c:d:view']))).toEqual({ application: 'app', permissions: ['a:b:view', 'c:d:view'] });
    expect(edit(json, ['add', '"permissions"', 'permissions', 'c:d:view'])).toContain('"a:b:view",\n    "c:d:view"\n');
  });

  it('adds to a list in order where it belongs, and leaves comments with their entries', () => {
    const list = 'permissions:\n  # first\n  - b:b:b # why b\n  # the second\n  - d:d:d\n\n# end\ngrant: code\n';
    expect(edit(list, ['add', 'permissions', 'permissions', 'e:e:e', 'c:c:c'])).toBe('permissions:\n  # first\n  - b:b:b # why b\n  - c:c:c\n  # the second\n  - d:d:d\n  - e:e:e\n\n# end\ngrant: code\n');
    expect(edit(list, ['add', 'permissions', 'permissions', 'a:a:a'])).toBe(list.replace('  # first', '  - a:a:a\n  # first'));
    expect(edit('scopes: [b, d]\n', ['add', 'scopes', 'scopes', 'c', 'a'])).toBe('scopes: [a, b, c, d]\n');
    expect(edit('{\n  "scopes": [\n    "b",\n    "d"\n  ]\n}\n', ['add', '"scopes"', 'scopes', 'c', 'a'])).toBe('{\n  "scopes": [\n    "a",\n    "b",\n    "c",\n    "d"\n  ]\n}\n');
  });

  it('knows order with and without regard to case', () => {
    expect(edit('scopes: [a:Z, a:b]\n', ['add', 'scopes', 'scopes', 'a:a'])).toBe('scopes: [a:Z, a:a, a:b]\n');
    expect(edit('scopes: [a:b, a:Z]\n', ['add', 'scopes', 'scopes', 'a:c'])).toBe('scopes: [a:b, a:c, a:Z]\n');
  });

  it('leaves a list that has no order as it is, and adds at its end', () => {
    expect(edit('scopes: [d, b]\n', ['add', 'scopes', 'scopes', 'c', 'a'])).toBe('scopes: [d, b, c, a]\n');
    expect(edit('scopes: [d]\n', ['add', 'scopes', 'scopes', 'c'])).toBe('scopes: [d, c]\n');
  });

  it('adds to the last of several groups, in order where that has one', () => {
    const groups = 'permissions:\n  # one\n  - x:x:x\n  - y:y:y\n\n  # two\n  - b:b:b\n  - d:d:d\n';
    expect(edit(groups, ['add', 'permissions', 'permissions', 'c:c:c', 'z:z:z'])).toBe(groups.replace('  - d:d:d\n', '  - c:c:c\n  - d:d:d\n  - z:z:z\n'));
  });

  it('moves a corrected name, with its comments, to where it belongs in a list in order', () => {
    const list = 'permissions:\n  - a:a:a\n  # of b\n  - b:b:b # why\n  - c:c:c\n';
    expect(edit(list, ['replace', 'b:b:b', 'd:d:d'])).toBe('permissions:\n  - a:a:a\n  - c:c:c\n  # of b\n  - d:d:d # why\n');
    expect(edit('scopes: [a, b, c]\n', ['replace', 'b', 'd'])).toBe('scopes: [a, c, d]\n');
  });

  it('writes no name twice', () => {
    expect(edit('scopes: [x, y, z]\n', ['replace', 'x', 'routing'], ['replace', 'y', 'Routing'])).toBe('scopes: [routing, z]\n');
    expect(edit('scopes:\n  - routing\n  - x # old\n', ['replace', 'x', 'routing'], ['add', 'scopes', 'scopes', 'routing', 'users'])).toBe('scopes:\n  - routing\n  - users\n');
    expect(edit('scopes: [x]\n', ['replace', 'x', 'a', 'b'], ['add', 'scopes', 'scopes', 'b'])).toBe('scopes: [a, b]\n');
    expect(edit('scopes: [a, a]\n', ['add', 'scopes', 'scopes', 'b'])).toBe('scopes: [a, a, b]\n');
  });

  it('leaves a list with comments between brackets to a person, but for names', () => {
    const list = 'scopes: [\n  x, # why x\n  y # why y\n]\n';
    expect(edit(list, ['replace', 'y #', 'z'])).toBe(list.replace('y #', 'z #'));
    expect(editManifest(list, [{ k: 'remove', place: placeOf(list, 'x,') }]).skipped).toHaveLength(1);
    expect(editManifest(list, [{ k: 'add', list: 'scopes', place: placeOf(list, 'scopes'), names: ['z'] }])).toMatchObject({ text: list, skipped: [{ k: 'add' }] });
  });

  it('keeps Windows line ends, and a file that does not end its last line', () => {
    expect(edit('permissions:\r\n  - a\r\n', ['replace', 'a\r', 'b'])).toBe('permissions:\r\n  - b\r\n');
    expect(edit('permissions:\r\n  - a\r\n', ['replace', 'a\r', 'b', 'c'], ['add', 'permissions', 'permissions', 'd'])).toBe('permissions:\r\n  - b\r\n  - c\r\n  - d\r\n');
    expect(edit('permissions:\n  - a', ['add', 'permissions', 'permissions', 'b'])).toBe('permissions:\n  - a\n  - b');
  });

  it('quotes what YAML would read as something else', () => {
    expect(edit('permissions: [a]\n', ['replace', 'a]', '*:*', 'x:*:*'])).toBe('permissions: ["*:*", "x:*:*"]\n');
  });

  it('says what it has no place for', () => {
    expect(editManifest('a: 1\n', [{ k: 'remove', place: { file: 'm', line: 1, column: 4 } }, { k: 'add', list: 'scopes', place: { file: 'm', line: 9, column: 1 }, names: ['x'] }]).skipped).toHaveLength(2);
  });
});

it('edits any list to what is meant, in order where it was, each comment with its entry', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const random = generator(seed);
    const chance = (share: number): boolean => random() < share;
    const names = Array.from({ length: 1 + Math.floor(random() * 7) }, (_, i) => `d${Math.floor(random() * 9)}:e:n${i}`);
    if (chance(0.5)) names.sort();
    const flow = chance(0.3);
    const eol = chance(0.2) ? '\r\n' : '\n';
    const entry = (name: string): string => `${chance(0.3) ? `  # about ${name}${eol}` : ''}  - ${chance(0.2) ? `"${name}"` : name}${chance(0.4) ? ` # of ${name}` : ''}${eol}`;
    const list = flow ? `permissions: [${names.join(', ')}]${eol}` : `permissions: # the list${eol}${names.map((name, i) => `${i > 0 && chance(0.15) ? eol : ''}${entry(name)}`).join('')}`;
    const text = `application: app # mine${eol}${list}${chance(0.5) ? `${eol}# end${eol}` : ''}scopes: [x]${eol}`;
    const fate = names.map((name): readonly string[] | undefined => (chance(0.25) ? [] : chance(0.25) ? [`r${name}`, ...(chance(0.3) ? [`s${name}`] : [])] : chance(0.1) ? [names[0] ?? ''] : undefined));
    const added = Array.from({ length: Math.floor(random() * 3) }, (_, i) => `a${i}:e:${i}`);
    const edits = fate.flatMap((instead, i): GrantEdit[] => (instead === undefined ? [] : [instead.length === 0 ? { k: 'remove', place: at(text, names[i] ?? '') } : { k: 'replace', place: at(text, names[i] ?? ''), names: instead }]));
    const { text: after, skipped } = editManifest(text, [...edits, ...(added.length > 0 ? [{ k: 'add' as const, list: 'permissions' as const, place: placeOf(text, 'permissions'), names: added }] : [])]);
    const expected = new Set([...names.flatMap((name, i) => fate[i] ?? [name]), ...added]);
    const read = parse(after) as Record<string, string[]>;
    expect(skipped, text).toEqual([]);
    expect([...(read.permissions ?? [])].sort(), text).toEqual([...expected].sort());
    expect([read.application, read.scopes], text).toEqual(['app', ['x']]);
    if (flow && names.length > 1 && names.every((name, i) => i === 0 || (names[i - 1] ?? '') <= name)) expect(read.permissions, text).toEqual([...expected].sort());
    for (const [i, name] of names.entries()) if (fate[i] === undefined && text.includes(`# of ${name}`)) expect(after, text).toMatch(new RegExp(`- "?${name}"? # of ${name}\\r?\\n`));
    for (const [i, name] of names.entries()) if (fate[i] === undefined && text.includes(`# about ${name}`)) expect(after, text).toMatch(new RegExp(`# about ${name}\\r?\\n  - "?${name}"?`));
    expect(after.includes('\r\n') ? after.replaceAll('\r\n', '') : after, text).not.toContain('\r');
    if (eol === '\r\n') expect(after.replaceAll('\r\n', ''), text).not.toContain('\n');
    expect(after.includes('# mine') && (flow || after.includes('# the list')), text).toBe(true);
  }
});

/** Where an entry of that name stands, with its quote. */
function at(text: string, name: string): Place {
  const found = new RegExp(`(?<=- |\\[|, )"?${name}`).exec(text);
  return placeOf(text, text.slice(found?.index ?? 0, (found?.index ?? 0) + 40));
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
