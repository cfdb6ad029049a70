// Has a token, makes a call, and comes to its end without closing anything. Argument: the address.
import { openTokenManager } from '../../../dist/auth/esm/index.js';

const [url] = process.argv.slice(2);
const tokens = openTokenManager({ loginUrl: url, apiUrl: url, clientId: 'client', secret: () => 'secret', eager: true });
const response = await tokens.fetch('/api/v2/users');
await response.text();
await tokens.token({ minTtl: 1 });
process.stdout.write(JSON.stringify({ state: tokens.status().state, holding: process.getActiveResourcesInfo() }));
