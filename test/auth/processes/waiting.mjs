// Waits for a token that comes at the second try, and does nothing else. Argument: the address.
import { createTokenManager } from '../../../dist/auth/esm/index.js';

const [url] = process.argv.slice(2);
const tokens = createTokenManager({ loginUrl: url, apiUrl: url, clientId: 'client', secret: () => 'secret' });
process.stdout.write((await tokens.token()).fingerprint);
