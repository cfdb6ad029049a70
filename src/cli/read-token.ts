import { ToolError } from '../model/index.js';
import { readAll, type CliIo } from './io.js';

export interface TokenOptions {
  /** Name of the variable that holds an access token. */
  tokenEnv?: string;
  tokenStdin?: boolean;
}

/** The access token that a variable or stdin holds; undefined where neither is named. */
export async function readToken({ tokenEnv, tokenStdin }: TokenOptions, io: CliIo): Promise<string | undefined> {
  if (tokenEnv === undefined && tokenStdin !== true) return undefined;
  const token = tokenStdin === true ? (await readAll(io.stdin)).trim() : io.env[tokenEnv ?? '']?.trim();
  if (token === undefined || token === '')
    throw new ToolError('no-token', tokenEnv === undefined ? 'stdin holds no token' : `the variable ${tokenEnv} is not set`, {
      hint: 'an access token, as the login host gave it',
    });
  if (!/^[A-Za-z0-9\-._~+/]+=*$/.test(token))
    throw new ToolError('no-token', 'what stands there is no access token', { hint: 'letters, digits and -._~+/ only, without `Bearer`' });
  return token;
}
