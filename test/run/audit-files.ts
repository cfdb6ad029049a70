import { DEFAULT_CONFIG } from '../../src/config/config.js';
import { LANGUAGES } from '../../src/languages/index.js';
import { readGrammar } from '../../src/node/grammar.js';
import { audit } from '../../src/run.js';
import { catalog } from '../catalog/real-catalog.js';

/** Reads queues, and deletes one. */
export const CODE = "import platformClient from 'purecloud-platform-client-v2';\nconst api = new platformClient.RoutingApi();\nexport const run = async () => {\n  await api.getRoutingQueues();\n  await api.deleteRoutingQueue('x');\n};\n";
/** Grants that stand in a folder. */
export const MANIFEST = 'application: app\ngrantedBy: infra/**\n';

/** The audit of a manifest that refers to infrastructure, the code above, and these files: what it finds and what it says, in short. */
export async function run(files: Record<string, string>) {
  const all: Record<string, string> = { 'scope-manifest.yaml': MANIFEST, 'src/app.ts': CODE, ...files };
  const result = await audit(
    { config: DEFAULT_CONFIG, today: '2026-11-25', tool: '0.0.0' },
    {
      files: Object.keys(all).sort(),
      links: new Map(),
      read: (file) => {
        const text = all[file];
        return text === undefined ? { reason: 'missing', message: `${file} does not exist` } : Buffer.from(text);
      },
      languages: LANGUAGES,
      catalog: () => Promise.resolve(catalog),
      grammar: readGrammar,
      progress: () => undefined,
    },
  );
  return {
    exit: result.exit,
    findings: result.findings.map(({ rule, severity, data, places }) => `${severity} ${rule} ${data['permission'] ?? data['scope'] ?? data['grant'] ?? ''} ${places.at(rule.startsWith('missing') ? -1 : 0)?.file ?? ''}:${places.at(rule.startsWith('missing') ? -1 : 0)?.line ?? 0}`),
    lifetimes: result.applications.flatMap(({ manifest }) => manifest.clients.map(({ tokenLifetime: life }) => life && `${life.seconds} ${life.place.file}:${life.place.line}`)),
    roles: result.applications.flatMap(({ manifest }) => manifest.clients.flatMap(({ roles }) => roles.map(({ name }) => name.text))),
    problems: result.problems.map(({ level, code, message, place }) => `${level} ${code} ${place.file}:${place.line} ${message}`),
  };
}
