import type { Catalog } from '../catalog/catalog.js';
import type { CheckContext, RoleDecl, UnusedDecl } from '../model/index.js';
import { declaredLists, grantTypeOf, isRefused } from './declared-lists.js';
import { leastOptions } from './cover.js';
import { findMeeting, grantRank, grantsOf, hasWildcard, isMet, meets, type Given, type Grant } from './grants.js';
import { leastCover } from './least-cover.js';
import { covers, nameKey } from './names.js';
import { needsOf, sharedRequirements, type GrantKind, type Need, type Requirement, type SharedRequirement } from './needs.js';
import { openUses, type OpenUse } from './open-uses.js';
import { narrow, type Narrowing } from './narrowing.js';

/** What is not granted: one grant to add, and the requirements that it meets. */
export interface Missing {
  kind: GrantKind;
  /** The least name that meets them, chosen over all that is missing. */
  add: string;
  requirements: readonly [SharedRequirement, ...SharedRequirement[]];
  /** Grants that nothing needs any more once `add` is granted. */
  supersedes: readonly Grant[];
  /** Those of them that a call may use all the same. */
  mayServe: readonly Grant[];
}

/** One grant with what is to be said of it. */
export interface Judged {
  grant: Grant;
  verdict: Verdict;
  /** Requirements that it meets. */
  meets: readonly SharedRequirement[];
  /** Calls that may use it, or what of it is beyond use, without proving it. */
  open: readonly OpenUse[];
  /** An exception of the manifest whose date has passed. */
  expired?: UnusedDecl;
}

export type Verdict =
  | { k: 'used' }
  | { k: 'unknown' }
  /** Has no meaning in its list, by the alias table. */
  | { k: 'meaningless' }
  /** Outside the best cover; `instead` are the kept grants that meet what it could meet. */
  | { k: 'excess'; instead: readonly Grant[] }
  /** Everything it gives, a kept grant of the same list gives too. */
  | { k: 'contained'; within: Grant }
  | { k: 'wider'; narrowing: Narrowing };

export interface Comparison {
  needs: readonly Need[];
  requirements: readonly SharedRequirement[];
  grants: readonly Grant[];
  missing: readonly Missing[];
  judged: readonly Judged[];
  /** Roles whose permissions the manifest does not tell, or not all of them. */
  opaqueRoles: readonly RoleDecl[];
  /** False when the best cover within the grants was not proven the least. */
  exact: boolean;
}

/** Compares what the calls need with what the client is granted. */
export function compareGrants(context: CheckContext<Catalog>): Comparison {
  const { client, calls, unresolved, catalog } = context;
  const needs = needsOf(calls, catalog);
  const requirements = sharedRequirements(needs);
  const grants = grantsOf(client, catalog);
  const meeting = findMeeting(grants);
  const met = requirements.filter((requirement) => meeting(requirement).length > 0);
  const lists = declaredLists(context);
  const lacking = requirements.filter((requirement) => meeting(requirement).length === 0 && lists[requirement.kind] && isPossible(requirement, context));
  const cover = bestCover(grants, met);
  const narrowings = narrow(cover.kept, met, catalog);
  const staying = findMeeting(cover.kept.map((grant) => narrowings.get(grant) ?? grant));
  const open = openUses(calls, unresolved, catalog, (requirement) => staying(requirement).length > 0);
  const keeping = findMeeting(cover.kept);
  const evidence = {
    kept: new Set(cover.kept),
    manifold: cover.kept.filter((grant) => hasWildcard(grant) || grant.permissions.length + grant.scopes.length > 1),
    keptFor: (requirement: SharedRequirement) => keeping(requirement).flatMap((index) => cover.kept[index] ?? []),
    narrowings,
    open,
  };
  const metByGrant = servedBy(grants, met);
  return {
    needs,
    requirements,
    grants,
    missing: missing(lacking, grants, cover.kept, met, (after) => openUses(calls, unresolved, catalog, (requirement) => isMet(requirement, after))),
    judged: grants.map((grant) => judge(grant, { ...evidence, meets: metByGrant.get(grant) ?? [] }, context)),
    opaqueRoles: client.roles.filter((role) => role.open === true || role.permissions.length === 0),
    exact: cover.exact,
  };
}

/** The requirements that each grant meets. */
function servedBy(grants: readonly Grant[], requirements: readonly SharedRequirement[]): Map<Grant, SharedRequirement[]> {
  const meeting = findMeeting(grants);
  const served = new Map(grants.map((grant): [Grant, SharedRequirement[]] => [grant, []]));
  for (const requirement of requirements) {
    for (const index of meeting(requirement)) {
      const grant = grants[index];
      if (grant !== undefined) served.get(grant)?.push(requirement);
    }
  }
  return served;
}

/** What refuses the client's grant type altogether lacks no grant: the call itself is the mistake. */
function isPossible({ needs }: SharedRequirement, context: CheckContext<Catalog>): boolean {
  const grant = grantTypeOf(context);
  return needs.some((need) => !isRefused(need.operation, grant));
}

/** The least of the grants that meet all requirements, each of which at least one grant meets. */
function bestCover<G extends Given>(grants: readonly G[], requirements: readonly Requirement[]): { kept: readonly G[]; exact: boolean } {
  const cover = leastOptions(
    grants.map((grant) => ({ name: `${grant.kind} ${nameKey(grant.name)}`, rank: grantRank(grant) })),
    requirements.map(findMeeting(grants)),
  );
  return { kept: cover.chosen.flatMap((index) => grants[index] ?? []), exact: cover.exact };
}

/** What is known when a grant is judged. */
interface Evidence {
  kept: ReadonlySet<Grant>;
  /** The kept grants that give more than one name. */
  manifold: readonly Grant[];
  /** The kept grants that meet a requirement. */
  keptFor: (requirement: SharedRequirement) => readonly Grant[];
  narrowings: ReadonlyMap<Grant, Narrowing>;
  meets: readonly SharedRequirement[];
  open: readonly OpenUse[];
}

function judge(grant: Grant, evidence: Evidence, context: CheckContext<Catalog>): Judged {
  const exception = exceptionFor(grant, context);
  const expired = exception !== undefined && hasPassed(exception, context.today);
  const verdict: Verdict = exception !== undefined && !expired ? { k: 'used' } : verdictOn(grant, evidence);
  const beyondUse = verdict.k === 'excess' || verdict.k === 'wider';
  return {
    grant,
    verdict,
    meets: evidence.meets,
    open: beyondUse ? evidence.open.filter((use) => use.uses(grant)) : [],
    ...(expired && { expired: exception }),
  };
}

function verdictOn(grant: Grant, { kept, manifold, keptFor, narrowings, meets: own }: Evidence): Verdict {
  if (grant.permissions.length + grant.scopes.length === 0) return { k: grant.lines[0].reading.alias ? 'meaningless' : 'unknown' };
  const narrowing = narrowings.get(grant);
  if (kept.has(grant)) return narrowing ? { k: 'wider', narrowing } : { k: 'used' };
  const within = manifold.find((other) => contains(other, grant) && sameList(other, grant));
  if (within !== undefined) return { k: 'contained', within };
  return { k: 'excess', instead: [...new Set(own.flatMap(keptFor))] };
}

function exceptionFor(grant: Grant, { application, client, catalog, today }: CheckContext<Catalog>): UnusedDecl | undefined {
  const fitting = [...application.mayStayUnused, ...(client.mayStayUnused ?? [])].filter((exception) => excuses(exception, grant, catalog));
  return fitting.find((exception) => !hasPassed(exception, today)) ?? fitting[0];
}

function excuses(exception: UnusedDecl, grant: Grant, catalog: Catalog): boolean {
  const text = nameKey(exception.grant.text.trim());
  if (grant.lines.some((line) => nameKey(line.declared.text.trim()) === text)) return true;
  if (grant.lines.every((line) => line.role !== undefined && nameKey(line.role.name.text.trim()) === text)) return true;
  const [named] = grantsOf({ permissions: [exception.grant], scopes: [], roles: [], divisions: [] }, catalog);
  return named !== undefined && contains(named, grant);
}

function hasPassed(exception: UnusedDecl, today: string): boolean {
  return exception.until !== undefined && exception.until < today;
}

function contains(outer: Grant, inner: Grant): boolean {
  if (inner.permissions.length + inner.scopes.length === 0) return false;
  return (
    inner.permissions.every((name) => outer.permissions.some((granted) => covers(granted, name))) &&
    inner.scopes.every((name) => outer.scopes.some((granted) => nameKey(granted) === nameKey(name)))
  );
}

function sameList(a: Grant, b: Grant): boolean {
  return a.lines.some((line) => b.lines.some((other) => line.list === other.list && line.role === other.role));
}

/** One entry for each grant of the least cover of what is lacking. */
function missing(lacking: readonly SharedRequirement[], grants: readonly Grant[], kept: readonly Grant[], met: readonly SharedRequirement[], openBeside: (staying: readonly Given[]) => readonly OpenUse[]): Missing[] {
  const least = leastCover(lacking);
  const proposals: Given[] = [
    ...least.permissions.map((name): Given => ({ name, kind: 'permission', permissions: [name], scopes: [] })),
    ...least.scopes.map((name): Given => ({ name, kind: 'scope', permissions: [], scopes: [name] })),
  ];
  const after = bestCover<Given>([...grants, ...proposals], [...met, ...lacking]).kept;
  const idle = kept.filter((grant) => !after.includes(grant));
  const open = idle.length === 0 ? [] : openBeside(after);
  const assigned = new Set<SharedRequirement>();
  return proposals.flatMap((proposal) => {
    const [first, ...rest] = lacking.filter((requirement) => !assigned.has(requirement) && meets(proposal, requirement));
    if (first === undefined) return [];
    for (const requirement of [first, ...rest]) assigned.add(requirement);
    const supersedes = idle.filter((grant) => grant.kind === proposal.kind && met.some((need) => meets(grant, need) && meets(proposal, need)));
    const mayServe = supersedes.filter((grant) => open.some((use) => use.uses(grant)));
    return [{ kind: proposal.kind, add: proposal.name, requirements: [first, ...rest], supersedes, mayServe }];
  });
}
