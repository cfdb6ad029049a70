import { globList } from '../document/glob-schema.js';
import type { Schema } from '../document/schema.js';
import type { PolicyRow, RuleSetting } from '../model/index.js';
import type { HelperRow, OverlayRow, Settings, Threshold } from './config.js';
import { DEFAULT_CONFIG } from './config.js';

const text = (description: string, pattern = '\\S'): Schema<string> => ({ description, type: 'string', pattern });

const names = (description: string, entry: string, pattern?: string): Schema<string[]> => ({ description, type: 'array', items: text(entry, pattern) });

/** A path that stays below its folder. */
const BELOW = '^(?!/|[A-Za-z]:|.*(?:^|[/\\\\])\\.\\.(?:[/\\\\]|$))';

const SEVERITY = 'error, warning or note';

const overlayRow: Schema<OverlayRow> = {
  description: 'A mapping with operation, reason and at least one fact that it corrects: mode, permissions, scopes, auth, status, deprecated, sdk.',
  type: 'object',
  required: ['operation', 'reason'],
  minProperties: 3,
  properties: {
    operation: text('The operation as the catalog spells it, e.g. GET /api/v2/users/{userId}.', '^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /\\S*$'),
    mode: { description: 'Whether all of the permissions are needed, any one of them, none, or nobody knows.', type: 'string', enum: ['ALL', 'ANY', 'NONE', 'UNKNOWN'] },
    permissions: names('The permissions it needs: a list of names, `[]` for none.', 'A permission, domain:entity:action.'),
    scopes: names('The OAuth scopes of which one is enough: a list of names, `[]` for none.', 'An OAuth scope, e.g. routing:readonly.'),
    auth: { description: 'What it wants of the caller.', type: 'string', enum: ['oauth', 'none', 'guest-chat', 'webmessaging'] },
    status: { description: 'Whether it exists.', type: 'string', enum: ['current', 'current-no-sdk', 'retired'] },
    deprecated: { description: 'Whether it is deprecated: true or false.', type: 'boolean' },
    sdk: names('Its names in the JavaScript SDK: a list.', 'Class.method, e.g. UsersApi.getUser.', '^\\w+\\.\\w+$'),
    reason: text('Why the catalog is corrected, e.g. how it was found out.'),
  },
  additionalProperties: false,
};

const POSITION = '^(\\d+(\\.[\\w$]+)*|[A-Za-z_$][\\w$]*)$';

const helper: Schema<HelperRow> = {
  description: 'A mapping with name and path, and where needed module, method, base.',
  type: 'object',
  required: ['name', 'path'],
  properties: {
    name: text('The name it is called by: callApi, or client.send for a method.', '^[\\w$]+(\\.[\\w$]+)*$'),
    module: text('The module it is imported from, as the code writes it.'),
    path: {
      description: 'The argument that holds the path: an index from 0, an option of an argument (1.url), or the name of an option (url).',
      type: ['integer', 'string'],
      minimum: 0,
      pattern: POSITION,
    },
    method: {
      description: 'The argument that holds the method, like path, or a verb, e.g. POST. Left out: GET.',
      type: ['integer', 'string'],
      minimum: 0,
      pattern: POSITION,
    },
    base: text('What the helper puts before the path, e.g. /api/v2.', '^(https?://|/)\\S*$'),
  },
  additionalProperties: false,
};

const ruleSetting: Schema<RuleSetting> = {
  description: `${SEVERITY}, off, or a mapping with severity and max (how many findings of the rule may stay before they make the exit code 1)`,
  type: ['string', 'object'],
  pattern: '^(error|warning|note|off)$',
  minProperties: 1,
  properties: {
    severity: { description: `A severity (${SEVERITY}), or off.`, type: 'string', enum: ['error', 'warning', 'note', 'off'] },
    max: { description: 'A whole number from 0.', type: 'integer', minimum: 0 },
  },
  additionalProperties: false,
};

const policyRow: Schema<PolicyRow> = {
  description: 'A mapping with grant, reason and, for some environments only, environments.',
  type: 'object',
  required: ['grant', 'reason'],
  properties: {
    grant: text('A permission, a pattern of permissions (oauth:client:*), or a scope.'),
    environments: names('Names of environments: a list. A manifest that declares none is held to be for any of them.', 'The name of an environment.'),
    reason: text('Why.'),
  },
  additionalProperties: false,
};

const threshold: Schema<Threshold> = {
  description: `The least severity that makes the exit code 1: ${SEVERITY}, or never.`,
  type: 'string',
  enum: ['error', 'warning', 'note', 'never'],
  default: DEFAULT_CONFIG.failOn,
};

/** Published for editors as `dist/schemas/config.json`; the reader checks with the same. */
export const CONFIG_SCHEMA: Schema<Settings & { $schema?: string }> = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:scope-audit:config',
  title: 'scope-audit configuration',
  description: 'How scope-audit looks at this folder: a mapping of settings.',
  type: 'object',
  properties: {
    $schema: { description: 'The schema for editors.', type: 'string' },
    catalog: {
      description: 'Facts of the platform other than the built-in ones: a mapping with file and overlay.',
      type: 'object',
      properties: {
        file: text('A catalog file that `scope-audit catalog update` wrote, relative to this file.'),
        overlay: { description: 'Corrections of the catalog: a list of mappings.', type: 'array', items: overlayRow },
      },
      additionalProperties: false,
    },
    helpers: { description: 'Functions outside the tree that send requests: a list of mappings.', type: 'array', items: helper },
    include: globList('The code to look at: a list of globs. Left out: all.'),
    exclude: globList('What to leave out: a list of globs.'),
    tests: { description: 'Whether calls in test code are listed apart, or count like others.', type: 'string', enum: ['apart', 'count'], default: DEFAULT_CONFIG.tests },
    testPaths: { ...globList('What test code is: a list of globs, in place of the built-in ones. Compared without case.'), default: [...DEFAULT_CONFIG.testPaths] },
    rules: { description: `Severities by rule id: ${SEVERITY}, or off.`, type: 'object', additionalProperties: ruleSetting },
    failOn: threshold,
    maxUnresolved: { description: 'More unresolved calls than this make the exit code 1: a whole number from 0.', type: 'integer', minimum: 0 },
    manifests: {
      description: 'The name of the manifest files, or a list of names.',
      type: ['string', 'array'],
      pattern: '^[^/\\\\]*[^/\\\\\\s][^/\\\\]*$',
      items: text('The name of a file, without folders.', '^[^/\\\\]*[^/\\\\\\s][^/\\\\]*$'),
      default: [...DEFAULT_CONFIG.manifests],
    },
    baseline: { ...text('The file of accepted findings: a path below the audited folder, relative to it.', BELOW), default: DEFAULT_CONFIG.baseline },
    usage: {
      description: 'What production called, as `scope-audit usage --save` wrote it: a path below the audited folder, or a list of paths.',
      type: ['string', 'array'],
      pattern: BELOW,
      items: text('A path below the audited folder.', BELOW),
    },
    policy: {
      description: 'What may not be granted, and what needs approval: a mapping with deny and approve.',
      type: 'object',
      properties: {
        deny: { description: 'What may not be granted: a list of mappings.', type: 'array', items: policyRow },
        approve: { description: 'What needs approval: a list of mappings.', type: 'array', items: policyRow },
      },
      additionalProperties: false,
    },
    persona: { description: 'Settings under one name: default, strict (warnings and unresolved calls fail) or auditor (all is shown, nothing fails).', type: 'string', enum: ['default', 'strict', 'auditor'], default: 'default' },
    show: { description: 'Whether reports list open findings only, or all with those that are hidden.', type: 'string', enum: ['open', 'all'], default: DEFAULT_CONFIG.show },
    cache: { description: 'Whether results are kept between runs: true or false. In CI only the command line turns this on.', type: 'boolean', default: DEFAULT_CONFIG.cache },
  },
  additionalProperties: false,
};
