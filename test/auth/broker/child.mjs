// One service of many: logs in through the broker, uses the token, and says how it went.
import { createTokenManager } from '../../../dist/auth/esm/index.js';
import { brokerClient } from '../../../dist/auth/esm/broker/index.js';

const [socket, api, times] = process.argv.slice(2);
const tokens = createTokenManager(brokerClient({ service: 'any', socket, apiUrl: api }));
const statuses = [];
for (let time = 0; time < Number(times); time += 1) {
  statuses.push((await tokens.fetch('/api/v2/users')).status);
  await new Promise((resolve) => setTimeout(resolve, 20));
}
process.stdout.write(JSON.stringify({ statuses, fingerprint: tokens.status().fingerprint }));
await tokens.close();
