import { clientMatcher, governingManifest } from './manifest/membership.js';
import type { ApplicationManifest, CodeCalls, CodePart, Place } from './model/index.js';

/** A manifest, or the folder of one that could not be read: that one governs too, so that its code falls to nobody else. */
export interface Governor {
  folder: string;
  manifest?: ApplicationManifest;
}

export interface MembershipPort {
  /** Folders of the manifests whose code reaches something that stands in no manifest's folder. */
  reachedFrom: (place: Place) => readonly string[];
  isTest: (file: string) => boolean;
  /** Whether test code counts for every client, whatever its manifest says. */
  countTests: boolean;
}

/** What an application's code does, and how it falls to its clients. Lists keep their order. */
export interface Assigned {
  application: ApplicationManifest;
  /** Everything that counts, and test code that does not. */
  code: CodePart;
  perClient: ReadonlyMap<string, CodePart>;
  /** Code that no client of the manifest claims. */
  unclaimed: CodePart;
}

/**
 * Gives each call to the applications it counts for: that of the manifest that governs its file; in a file that none governs,
 * each application whose code reaches the place through imports. What is left is ungoverned.
 */
export function assignCode(code: CodeCalls, governors: readonly Governor[], port: MembershipPort): { applications: Assigned[]; ungoverned: CodePart } {
  const governing = memo((file) => governors.filter((governor) => governor === governingManifest(governors, file)));
  const owners = (place: Place): readonly Governor[] => {
    const own = governing(place.file);
    return own.length > 0 ? own : governors.filter(({ folder }) => port.reachedFrom(place).includes(folder));
  };
  const applications = governors.flatMap((governor) =>
    governor.manifest === undefined ? [] : [assign(governor.manifest, select(code, (place) => owners(place).includes(governor)), port)],
  );
  const ungoverned = select(code, (place) => owners(place).length === 0);
  return { applications, ungoverned: split(ungoverned, (file) => port.countTests || !port.isTest(file)) };
}

function assign(application: ApplicationManifest, code: CodeCalls, port: MembershipPort): Assigned {
  const clientsOf = memo(clientMatcher(application));
  const counts = (file: string, tests: boolean): boolean => tests || port.countTests || !port.isTest(file);
  const perClient = application.clients.map((client): [string, CodePart] => {
    const own = within(code, (file) => clientsOf(file).includes(client));
    return [client.name.text, split(own, (file) => counts(file, client.tests))];
  });
  const unclaimed = within(code, (file) => clientsOf(file).length === 0);
  return {
    application,
    code: split(code, (file) => counts(file, clientsOf(file).some((client) => client.tests))),
    perClient: new Map(perClient),
    unclaimed: split(unclaimed, (file) => counts(file, false)),
  };
}

function within(code: CodeCalls, belongs: (file: string) => boolean): CodeCalls {
  return select(code, ({ file }) => belongs(file));
}

function select(code: CodeCalls, belongs: (place: Place) => boolean): CodeCalls {
  return { ...code, calls: code.calls.filter(belongs), unresolved: code.unresolved.filter(belongs), logins: code.logins.filter(belongs) };
}

function split(code: CodeCalls, counts: (file: string) => boolean): CodePart {
  const { calls, unresolved, logins } = within(code, counts);
  const tests = within(code, (file) => !counts(file));
  return { calls, unresolved, logins, tests: { calls: tests.calls, unresolved: tests.unresolved } };
}

function memo<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
