// Goes through every trouble there is, and prints all that it can get hold of. The secret comes by the input. Arguments: the address.
import { inspect } from 'node:util';
import { channel } from 'node:diagnostics_channel';
import axios from 'axios';
import sdk from 'purecloud-platform-client-v2';
import * as auth from '../../../dist/auth/esm/index.js';

const [url] = process.argv.slice(2);
let secret = '';
for await (const part of process.stdin) secret += part;

function print(what, value) {
  console.log(what, String(value), value);
  console.error(inspect(value, { depth: Infinity, showHidden: true, getters: true }));
  console.log(JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one)) ?? 'undefined');
  for (let error = value; error instanceof Error; error = error.cause) console.log(error.stack, error.message, JSON.stringify(error), Object.entries(error));
}

channel(auth.AUTH_CHANNEL).subscribe((message) => {
  print('told', message);
});
const made = [];
function manager(options = {}) {
  const tokens = auth.createTokenManager({ loginUrl: url, apiUrl: url, clientId: 'client', secret: () => secret, ...options });
  made.push(tokens);
  return tokens;
}
const failing = async (what, act) => {
  print(what, await act().catch((error) => error));
};

// Troubles of the token endpoint: the server has a script of eight.
for (let trouble = 0; trouble < 8; trouble += 1) await failing('exchange', () => manager().token({ timeout: 400 }));
await failing('wrong secret', () => manager({ secret: () => `${secret}-wrong` }).token());
await failing('store', () => manager({ secret: () => Promise.reject(new Error(`the store says ${secret}`)) }).token({ timeout: 100 }));
await failing('options', async () => manager({ clientId: `client:${secret}` }));

const tokens = manager();
const token = await tokens.token();
print('token', token);
print('fields', { ...token, template: `${token}`, sum: `${new auth.Secret(secret)}` });
print('clone', structuredClone(token));
print('manager', tokens);
print('status', tokens.status());
print('secret', new auth.Secret(secret));
await failing('foreign', () => tokens.fetch('https://elsewhere.example/api/v2/users'));
print('forbidden', await tokens.fetch('/api/v2/users'));

const instance = axios.create({ baseURL: url });
auth.authoriseAxios(axios, tokens, instance);
await failing('axios', () => instance.get('/api/v2/users'));
await failing('axios', () => instance.post('/api/v2/users', { a: 1 }, { timeout: 50 }));
const { hostname, port } = new URL(url);
sdk.ApiClient.instance.setGateway({ host: hostname, protocol: 'http', port: Number(port) });
sdk.ApiClient.instance.setReturnExtendedResponses(true);
sdk.ApiClient.instance.config.logger.log_level = sdk.ApiClient.instance.config.logger.logLevelEnum.level.LTrace;
sdk.ApiClient.instance.config.logger.setLogger();
const end = auth.authoriseSdk(sdk, tokens);
await failing('sdk', () => new sdk.UsersApi().getUsers());
await failing('sdk', () => new sdk.UsersApi().getUsers());
end();
await Promise.all(made.map((one) => one.close({ revoke: true })));
await failing('closed', () => tokens.token());
print('end', tokens);
