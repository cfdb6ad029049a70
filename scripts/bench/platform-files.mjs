const SDK = [
  ['RoutingApi', 'getRoutingQueues', '{ pageSize: 100 }'],
  ['RoutingApi', 'postRoutingQueueMembers', 'id, body'],
  ['UsersApi', 'getUsers', '{ pageNumber: 1 }'],
  ['UsersApi', 'patchUser', 'id, body'],
  ['AnalyticsApi', 'postAnalyticsConversationsDetailsQuery', 'body'],
  ['ConversationsApi', 'getConversation', 'id'],
  ['OutboundApi', 'getOutboundCampaigns', '{}'],
  ['AuthorizationApi', 'getAuthorizationRoles', '{}'],
];
const REST = [
  ['GET', 'routing/queues/${id}/users'],
  ['POST', 'analytics/users/details/query'],
  ['GET', 'users/${id}/presences/purecloud'],
  ['PUT', 'routing/skillgroups/${id}'],
  ['DELETE', 'routing/wrapupcodes/${id}'],
  ['GET', 'telephony/providers/edges/sites'],
];
const FOLDER = 'src/integration';

/** The files of a workspace that touch the platform: clients, SDK services, a REST helper with its callers, and what imports them. */
export function* platformFiles(count, size, random) {
  const services = Math.floor(count * 0.45);
  const callers = Math.floor(count * 0.25);
  yield [`${FOLDER}/client.ts`, client()];
  yield [`${FOLDER}/rest.ts`, rest()];
  for (let index = 0; index < services; index++) yield [`${FOLDER}/services/service${index}.ts`, service(index, size, random)];
  for (let index = 0; index < callers; index++) yield [`${FOLDER}/calls/calls${index}.ts`, restCalls(index, size, random)];
  for (let index = 0; index < count - services - callers - 2; index++) yield [`${FOLDER}/pages/page${index}.ts`, page(index, services, callers, size, random)];
}

function client() {
  return `import platformClient from 'purecloud-platform-client-v2';

const client = platformClient.ApiClient.instance;
client.setEnvironment(process.env.REGION ?? 'mypurecloud.ie');

export async function login(id: string, secret: string): Promise<void> {
  await client.loginClientCredentialsGrant(id, secret);
}

export const apis = { routing: new platformClient.RoutingApi(), users: new platformClient.UsersApi() };
export default platformClient;
`;
}

function rest() {
  return `const base = \`https://api.\${process.env.REGION ?? 'mypurecloud.ie'}\`;

export interface RequestOptions {
  method?: string;
  body?: unknown;
}

export async function request<T>(path: string, { method = 'GET', body }: RequestOptions = {}): Promise<T> {
  const response = await fetch(\`\${base}/api/v2/\${path}\`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(\`\${method} \${path}: \${response.status}\`);
  return (await response.json()) as T;
}

export const get = <T>(path: string) => request<T>(path);
export const send = <T>(method: string, path: string, body: unknown) => request<T>(path, { method, body });
`;
}

function service(index, size, random) {
  const calls = pickSome(SDK, 3, random);
  const classes = [...new Set(calls.map(([name]) => name))];
  const head = [
    "import platformClient from '../client';",
    '',
    `export class Service${index} {`,
    ...classes.map((name) => `  private readonly ${field(name)} = new platformClient.${name}();`),
    '',
    ...calls.map(([name, method, args], number) => `  async step${number}(id: string, body: any): Promise<any> {\n    const answer = await this.${field(name)}.${method}(${args});\n    return answer ?? { id, body };\n  }\n`),
    '}',
    '',
  ].join('\n');
  return padded(head, `service${index}`, size, random);
}

function restCalls(index, size, random) {
  const calls = pickSome(REST, 3, random);
  const head = [
    "import { get, send } from '@app/integration/rest';",
    '',
    ...calls.map(([method, path], number) => {
      const text = `\`${path}\``;
      const call = method === 'GET' ? `get<any>(${text})` : `send<any>('${method}', ${text}, body)`;
      return `export async function call${index}x${number}(id: string, body: unknown = {}): Promise<unknown> {\n  const answer = await ${call};\n  return answer ?? { id, body };\n}\n`;
    }),
  ].join('\n');
  return padded(head, `calls${index}`, size, random);
}

function page(index, services, callers, size, random) {
  const service = Math.floor(random() * services);
  const caller = Math.floor(random() * callers);
  const head = `import { Service${service} } from '../services/service${service}';
import * as calls from '../calls/calls${caller}';

const service = new Service${service}();

export async function load${index}(id: string): Promise<unknown[]> {
  const first = await service.step0(id, {});
  const second = await calls.call${caller}x0(id);
  return [first, second];
}
`;
  return padded(head, `page${index}`, size, random);
}

/** Fills a file up to its size with code that has nothing to do with the platform. */
function padded(head, name, size, random) {
  let text = head;
  for (let number = 0; text.length < size * (0.5 + random()); number++) {
    text += `
function prepare_${name}_${number}(values: readonly number[], label = '${name}'): string {
  const total = values.reduce((sum, value) => sum + value, ${Math.floor(random() * 100)});
  const parts = [label, String(total)].filter((part) => part.length > 0);
  return total > 10 ? parts.join(', ') : label.toUpperCase();
}
`;
  }
  return text;
}

function field(className) {
  return className[0].toLowerCase() + className.slice(1);
}

function pickSome(list, count, random) {
  const start = Math.floor(random() * list.length);
  return Array.from({ length: count }, (_, index) => list[(start + index) % list.length]);
}
