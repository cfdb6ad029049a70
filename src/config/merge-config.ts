import type { Place } from '../model/index.js';
import { DEFAULT_CONFIG, PERSONAS, type Config, type Settings } from './config.js';
import type { ConfigFile } from './read-config.js';

/** Where the value of a setting comes from. */
export type Origin = { from: 'default' } | { from: 'persona' } | { from: 'flag' } | { from: 'file'; place: Place };

/** Flags that were not given may be there as undefined. */
export type Flags = { [K in keyof Settings]: Settings[K] | undefined };

export interface Merged {
  config: Config;
  /** `failOn`, `catalog.file`, `rules.missing-scope`, … */
  originOf: (setting: string) => Origin;
}

/** The settings of a run: a flag beats the file, the file beats the persona, the persona beats the default. Whole lists are replaced, rules one by one. */
export function mergeConfig(file: ConfigFile | undefined, flags: Flags = {}): Merged {
  const persona = PERSONAS[flags.persona ?? file?.settings.persona ?? 'default'];
  const layers: readonly Flags[] = [flags, file?.settings ?? {}, persona];
  const pick = <K extends keyof Flags>(key: K): Flags[K] | undefined => layers.find((layer) => layer[key] !== undefined)?.[key];
  const [catalogFlags, catalogFile] = layers.map((layer) => layer.catalog ?? {});
  const source = catalogFlags?.file ?? catalogFile?.file;
  const maxUnresolved = pick('maxUnresolved');
  const config: Config = {
    catalog: { ...(source !== undefined && { file: source }), overlay: catalogFlags?.overlay ?? catalogFile?.overlay ?? DEFAULT_CONFIG.catalog.overlay },
    helpers: pick('helpers') ?? DEFAULT_CONFIG.helpers,
    include: pick('include') ?? DEFAULT_CONFIG.include,
    exclude: pick('exclude') ?? DEFAULT_CONFIG.exclude,
    tests: pick('tests') ?? DEFAULT_CONFIG.tests,
    testPaths: pick('testPaths') ?? DEFAULT_CONFIG.testPaths,
    rules: { ...DEFAULT_CONFIG.rules, ...file?.settings.rules, ...flags.rules },
    failOn: pick('failOn') ?? DEFAULT_CONFIG.failOn,
    ...(maxUnresolved !== undefined && { maxUnresolved }),
    manifests: [pick('manifests') ?? DEFAULT_CONFIG.manifests].flat(),
    baseline: pick('baseline') ?? DEFAULT_CONFIG.baseline,
    usage: [pick('usage') ?? DEFAULT_CONFIG.usage].flat(),
    policy: { deny: pick('policy')?.deny ?? [], approve: pick('policy')?.approve ?? [] },
    show: pick('show') ?? DEFAULT_CONFIG.show,
    cache: pick('cache') ?? DEFAULT_CONFIG.cache,
  };
  return { config, originOf: (setting) => findOrigin(setting.split('.'), file, flags, persona) };
}

function findOrigin(path: readonly string[], file: ConfigFile | undefined, flags: Flags, persona: Settings): Origin {
  if (says(flags, path)) return { from: 'flag' };
  if (file !== undefined && says(file.settings, path)) return { from: 'file', place: file.place(path) };
  return { from: says(persona, path) ? 'persona' : 'default' };
}

function says(settings: unknown, path: readonly string[]): boolean {
  const value = path.reduce<unknown>((of, key) => (typeof of === 'object' && of !== null ? Object.entries(of).find(([name]) => name === key)?.[1] : undefined), settings);
  return value !== undefined;
}
