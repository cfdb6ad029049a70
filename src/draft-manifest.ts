import { count } from '../rules/checks/shared/wording.js';
import type { Catalog } from './catalog/index.js';
import type { DraftGrant, ManifestDraft } from './manifest/write-manifest.js';
import type { CodePart, GrantType, ProposedGrant } from './model/index.js';
import { isObject, parseJson, textAt } from './modules/parse-json.js';
import { proposeGrants } from './proposal.js';

/** The name of the package without its scope, or that of the folder where there is none. */
export function applicationName(packageJson: string | undefined, folder: string): string {
  return packageName(packageJson)?.replace(/^@[^/]*\//, '').trim() || folder;
}

function packageName(packageJson = ''): string | undefined {
  try {
    const content = parseJson(packageJson);
    return isObject(content) ? textAt(content, 'name') : undefined;
  } catch {
    return undefined;
  }
}

/** The least manifest for what the code calls. It lists what the platform decides by for the grant type that the code logs in with. */
export function draftManifest(application: string, code: CodePart, catalog: Catalog): ManifestDraft {
  const { permissions, scopes } = proposeGrants(code.calls, catalog);
  const grant = grantOf(code);
  const lists = {
    ...(grant === undefined || grant === 'client-credentials' ? { permissions: permissions.map(draftGrant) } : {}),
    ...(grant === 'client-credentials' ? {} : { scopes: scopes.map(draftGrant) }),
  };
  return { application, notes: notesOf(code, grant), clients: [{ name: application, ...(grant !== undefined && { grant }), ...lists }] };
}

/** The grant type, when all logins of the code agree. */
function grantOf({ logins }: CodePart): GrantType | undefined {
  const [first, ...others] = new Set(logins.map((login) => login.grant));
  return others.length === 0 ? first : undefined;
}

function draftGrant({ name, places }: ProposedGrant): DraftGrant {
  const [first] = places;
  const more = places.length > 1 ? ` and ${places.length - 1} more` : '';
  return first === undefined ? { name } : { name, reason: `${first.note}, ${first.file}:${first.line}${more}` };
}

function notesOf({ unresolved, calls, logins }: CodePart, grant: GrantType | undefined): string[] {
  const possible = calls.filter((call) => call.confidence === 'possible').length;
  const unknown = calls.filter((call) => !call.known).length;
  const notes = [];
  if (grant === undefined) notes.push(logins.length === 0 ? 'No login was found in the code: add `grant:` to say how the client logs in.' : 'The code logs in by several grant types: split the client, and give each its `grant:`.');
  if (unresolved.length > 0) notes.push(`${count(unresolved.length, 'call')} could not be resolved; what they need is not listed here (see: scope-audit calls).`);
  if (possible > 0) notes.push(`${possible === 1 ? '1 call is' : `${possible} calls are`} to one of several endpoints; what they need is not listed here.`);
  if (unknown > 0) notes.push(`${unknown === 1 ? '1 call goes to an endpoint' : `${unknown} calls go to endpoints`} that the catalog does not have; what they need is not known.`);
  return notes;
}
