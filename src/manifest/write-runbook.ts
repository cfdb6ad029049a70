import { generalOf, policiesOf, type InfrastructureDraft } from './infrastructure-draft.js';

/** A step of an administrator, the page it is done on, and the permissions that it takes. */
export interface AdminStep {
  id: 'role' | 'client' | 'grant';
  page: string;
  /** What the administrator has to hold for it. */
  needs: readonly string[];
}

/** What an administrator does by hand, in Markdown: which pages, which permissions to hold, what to tick. */
export function writeRunbook({ application, notes = [], clients }: InfrastructureDraft, steps: readonly AdminStep[]): string {
  const stepOf = (id: AdminStep['id']): AdminStep | undefined => steps.find((step) => step.id === id);
  return `${[`# Grants of ${oneLine(application)}`, '', ...notes.map((note) => `> ${oneLine(note)}`), ...clients.flatMap((client) => clientSteps(client, application, stepOf))].join('\n')}\n`;
}

function clientSteps({ name, grant = 'client-credentials', tokenLifetime, roles, scopes }: InfrastructureDraft['clients'][number], application: string, stepOf: (id: AdminStep['id']) => AdminStep | undefined): string[] {
  const own = grant === 'client-credentials' ? roles : [];
  const steps = [
    ...own.map((role): string[] => [
      `${where(stepOf('role'))}: role \`${oneLine(role.name)}\` with`,
      '',
      ...policiesOf(role.permissions).map(({ domain, entity, actions }) => `   - [ ] ${[domain, entity].map(words).join(' > ')} > ${actions.map(words).join(', ')}`),
      ...generalOf(role.permissions).map((permission) => `   - [ ] ${oneLine(permission)}`),
    ]),
    [
      `${where(stepOf('client'))}: client of grant type ${grant}${tokenLifetime === undefined ? '' : `, token duration ${tokenLifetime} seconds`}${scopes.length > 0 ? ', with the scopes' : ''}`,
      ...(scopes.length > 0 ? ['', ...scopes.map((scope) => `   - [ ] ${oneLine(scope.name)}`)] : []),
    ],
    ...own.map((role): string[] => [`${where(stepOf('grant'))}: give the client the role${own.length > 1 ? ` \`${oneLine(role.name)}\`` : ''}, ${divisionsOf(role.divisions)}.`]),
  ];
  return ['', `## ${oneLine(name === application ? application : `${application}, ${name}`)}`, ...steps.flatMap(([first = '', ...rest], index) => ['', `${index + 1}. ${first}`, ...rest])];
}

function divisionsOf(divisions: readonly string[] = []): string {
  if (divisions.includes('*')) return 'in all divisions';
  return divisions.length > 0 ? `in ${divisions.map((division) => `\`${oneLine(division)}\``).join(', ')}` : 'in the divisions that it works in and no others';
}

function where(step: AdminStep | undefined): string {
  return step === undefined ? '' : `${step.page} (you need ${step.needs.map((name) => `\`${name}\``).join(' and ')})`;
}

/** As the pages spell it: `queueMember` is "Queue Member", `*` is all of them. */
function words(name: string): string {
  if (name === '*') return 'All';
  const spaced = oneLine(name).replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029`<>[\]*_]+/g, ' ').trim();
}
