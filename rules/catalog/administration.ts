/**
 * What an administrator does to grant something, and by which operation of the API the page does it: the catalog knows what that
 * takes. Names of pages as of 2026 (help.genesys.cloud, "Add roles and permissions" and "Create an OAuth client").
 */
export const ADMINISTRATION = [
  { id: 'role', page: 'Admin > People & Permissions > Roles/Permissions', operation: 'POST /api/v2/authorization/roles' },
  { id: 'client', page: 'Admin > Integrations > OAuth', operation: 'POST /api/v2/oauth/clients' },
  { id: 'grant', page: 'Admin > Integrations > OAuth > the client > Roles', operation: 'POST /api/v2/authorization/subjects/{subjectId}/divisions/{divisionId}/roles/{roleId}' },
] as const;
