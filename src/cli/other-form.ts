import { ADMINISTRATION } from '../../rules/catalog/administration.js';
import type { Catalog } from '../catalog/index.js';
import type { InfrastructureDraft } from '../manifest/infrastructure-draft.js';

/** Forms in which grants can be given to whoever makes them. */
export const OTHER_FORMS = ['terraform', 'roles', 'runbook'] as const;
export type OtherForm = (typeof OTHER_FORMS)[number];

export async function writeOtherForm(form: OtherForm, draft: InfrastructureDraft, catalog: Catalog): Promise<string> {
  switch (form) {
    case 'terraform':
      return (await import('../manifest/write-terraform.js')).writeTerraform(draft);
    case 'roles':
      return (await import('../manifest/write-role.js')).writeRoles(draft);
    case 'runbook': {
      const steps = ADMINISTRATION.map(({ id, page, operation }) => ({ id, page, needs: catalog.operation(operation)?.permissions ?? [] }));
      return (await import('../manifest/write-runbook.js')).writeRunbook(draft, steps);
    }
  }
}
