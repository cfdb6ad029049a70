import type { GrantPolicy, OperationAuth, OperationStatus, PermissionMode, PolicyRow, RuleSetting, Severity } from '../model/index.js';

/** Names under which a configuration is found, at the root of what is audited. */
export const CONFIG_FILES: readonly string[] = ['scope-audit.yaml', 'scope-audit.yml', 'scope-audit.json'];

/** A correction of the catalog, or an addition to it. */
export interface OverlayRow {
  /** `METHOD /path` as the catalog spells it. */
  operation: string;
  mode?: PermissionMode;
  permissions?: string[];
  scopes?: string[];
  auth?: OperationAuth;
  status?: OperationStatus;
  deprecated?: boolean;
  /** `Class.method` names of the JavaScript SDK. */
  sdk?: string[];
  reason: string;
}

/** A function outside the tree that sends a request. Positions are an index (0), an option of an argument (1.url), or an option's name. */
export interface HelperRow {
  /** `callApi`, or `client.send` for a method. */
  name: string;
  module?: string;
  path: number | string;
  /** A position or a verb. Left out: GET. */
  method?: number | string;
  base?: string;
}

export type Threshold = Severity | 'never';

/** A set of settings under one name. */
export type Persona = 'default' | 'strict' | 'auditor';

/** What a configuration file or the flags of a command say. */
export interface Settings {
  catalog?: { file?: string; overlay?: OverlayRow[] };
  helpers?: HelperRow[];
  include?: string[];
  exclude?: string[];
  tests?: 'apart' | 'count';
  testPaths?: string[];
  rules?: Record<string, RuleSetting>;
  failOn?: Threshold;
  maxUnresolved?: number;
  manifests?: string | string[];
  baseline?: string;
  usage?: string | string[];
  policy?: { deny?: PolicyRow[]; approve?: PolicyRow[] };
  persona?: Persona;
  show?: 'open' | 'all';
  cache?: boolean;
}

/** The settings of a run, nothing left open. */
export interface Config {
  catalog: { file?: string; overlay: readonly OverlayRow[] };
  helpers: readonly HelperRow[];
  /** Globs of the code to look at. Empty: all. */
  include: readonly string[];
  /** Globs of what to leave out. */
  exclude: readonly string[];
  /** Whether calls in test code are listed apart or count like others. */
  tests: 'apart' | 'count';
  /** Globs of test code, compared without case. */
  testPaths: readonly string[];
  /** Severities by rule id, where they are not the rule's own. */
  rules: Readonly<Record<string, RuleSetting>>;
  /** The least severity that makes the exit code 1. */
  failOn: Threshold;
  /** More unresolved calls than this make the exit code 1. Absent: any number may stay. */
  maxUnresolved?: number;
  /** Names of manifest files. */
  manifests: readonly string[];
  /** The file of accepted findings, relative to the audited folder. */
  baseline: string;
  /** Files of what production called, relative to the audited folder. */
  usage: readonly string[];
  /** What may not be granted, and what needs approval. */
  policy: GrantPolicy;
  /** Whether reports list only findings that count, or hidden ones too. */
  show: 'open' | 'all';
  /** Whether results are kept between runs. In CI only the command line turns this on. */
  cache: boolean;
}

export const DEFAULT_CONFIG: Config = {
  catalog: { overlay: [] },
  helpers: [],
  include: [],
  exclude: [],
  tests: 'apart',
  testPaths: [
    '**/{test,tests,spec,specs,__tests__,__mocks__,mocks,e2e,cypress,playwright}',
    '**/*.{test,tests,spec,e2e,cy,mock,stories}.*',
    '**/*[-_]{test,tests,spec,e2e,mock}.*',
  ],
  rules: {},
  failOn: 'error',
  manifests: ['scope-manifest.yaml', 'scope-manifest.yml', 'scope-manifest.json'],
  baseline: 'scope-audit-baseline.json',
  usage: [],
  policy: { deny: [], approve: [] },
  show: 'open',
  cache: true,
};

/** What each persona says where neither a flag nor the file does. */
export const PERSONAS: Readonly<Record<Persona, Settings>> = {
  default: {},
  strict: { failOn: 'warning', maxUnresolved: 0 },
  auditor: { failOn: 'never', show: 'all' },
};
