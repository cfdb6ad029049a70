// A service that calls the API on and on, until its input ends; then it says how it went. Arguments: the address, milliseconds between calls.
import { createTokenManager } from '../../../dist/auth/esm/index.js';

const [url, every] = process.argv.slice(2);
let unhandled = 0;
process.on('unhandledRejection', () => {
  unhandled += 1;
});
const began = { wall: Date.now(), mono: performance.now() };
const off = () => Date.now() - began.wall - (performance.now() - began.mono);

const tokens = createTokenManager({ loginUrl: url, apiUrl: url, clientId: 'client', secret: () => 'secret' });
const statuses = {};
/** Furthest that the two clocks went apart, either way. */
const apart = { ahead: 0, behind: 0 };
let isOver = false;
process.stdin.once('end', () => {
  isOver = true;
});
process.stdin.resume();
while (!isOver) {
  const { status } = await tokens.fetch('/api/v2/users').catch((error) => ({ status: error.code }));
  if (Object.keys(statuses).length === 0) process.stdout.write('begun\n');
  statuses[status] = (statuses[status] ?? 0) + 1;
  apart.ahead = Math.max(apart.ahead, off());
  apart.behind = Math.max(apart.behind, -off());
  await new Promise((resolve) => setTimeout(resolve, Number(every)));
}
process.stdout.write(JSON.stringify({ statuses, apart, unhandled }));
await tokens.close();
