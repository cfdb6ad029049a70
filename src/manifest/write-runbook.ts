import { policiesOf } from './write-terraform.js';
import type { DraftClient, ManifestDraft } from './write-manifest.js';

/** A step of an administrator, the page it is done on, and the permissions that it takes. */
export interface AdminStep {
  id: 'role' | 'client' | 'grant';
  page: string;
  /** What the administrator has to hold for it. */
  needs: readonly string[];
}

/** What an administrator does by hand, in Markdown: which pages, which permissions to hold, what to tick. */
export function writeRunbook({ application, notes = [], clients }: ManifestDraft, steps: readonly AdminStep[]): string {
  const stepOf = (id: AdminStep['id']): AdminStep | undefined => steps.find((step) => step.id === id);
  return `${[`# Grants of ${oneLine(application)}`, '', ...notes.map((note) => `> ${oneLine(note)}`), ...clients.flatMap((client) => clientSteps(client, application, stepOf))].join('\n')}\n`;
}

function clientSteps({ name, grant, permissions = [], scopes = [] }: DraftClient, application: string, stepOf: (id: AdminStep['id']) => AdminStep | undefined): string[] {
  const title = name === application ? oneLine(application) : `${oneLine(application)}, ${oneLine(name)}`;
  const byRole = grant === undefined || grant === 'client-credentials';
  return [
    '',
    `## ${title}`,
    ...(byRole ? ['', `1. ${where(stepOf('role'))}: add a role \`${oneLine(name)}\` with`, '', ...policiesOf(permissions).map(({ domain, entity, actions }) => `   - [ ] ${[domain, entity].map(words).join(' > ')} > ${actions.map(words).join(', ')}`)] : []),
    '',
    `${byRole ? 2 : 1}. ${where(stepOf('client'))}: add a client of grant type ${grant ?? 'client-credentials'}${scopes.length > 0 ? ' with the scopes' : ''}`,
    ...(scopes.length > 0 ? ['', ...scopes.map((scope) => `   - [ ] ${scope.name}`)] : []),
    ...(byRole ? ['', `3. ${where(stepOf('grant'))}: give the client the role, in the divisions that it works in and no others.`] : []),
  ];
}

function where(step: AdminStep | undefined): string {
  return step === undefined ? '' : `${step.page} (you need ${step.needs.map((name) => `\`${name}\``).join(' and ')})`;
}

/** As the pages spell it: `queueMember` is "Queue Member". */
function words(name: string): string {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029`<>[\]*_]+/g, ' ').trim();
}
