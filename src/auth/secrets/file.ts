import { open, type FileHandle } from 'node:fs/promises';
import { SecretError } from '../errors.js';
import type { SecretProvider } from '../secret-provider.js';
import { credentialOf, credentialsOf } from './secret-fields.js';

export interface FileSecretOptions {
  /** Field of a file of JSON; default: `client_secret`, `clientSecret`, `secret` or `value`. */
  field?: string;
  /** The file's group may read it as well: mounts of secrets give them to a group. */
  allowGroup?: boolean;
}

const MOST_BYTES = 64 * 1024;

/**
 * A secret in a file, read anew each time: an orchestrator that replaces the file, or the link to it, rotates the secret. A file that
 * others can read is refused (`unsafe`).
 */
export function fileSecret(path: string, { field, allowGroup = false }: FileSecretOptions = {}): SecretProvider {
  return {
    get: async () => {
      const file = await openFile(path);
      try {
        await checkRights(file, path, allowGroup);
        const bytes = Buffer.alloc(MOST_BYTES + 1);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
        if (bytesRead > MOST_BYTES) throw new SecretError('malformed', `${path} has more than ${MOST_BYTES} bytes`);
        const text = bytes.toString('utf8', 0, bytesRead);
        bytes.fill(0);
        return credentialsOf([credentialOf(text, field, path)]);
      } finally {
        await file.close();
      }
    },
  };
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    if (code === 'ENOENT') throw new SecretError('missing', `there is no file ${path}`);
    throw new SecretError(code === 'EACCES' || code === 'EPERM' ? 'denied' : 'unavailable', `${path} cannot be read (${code})`);
  }
}

/** Windows has other rights, which Node does not tell. */
async function checkRights(file: FileHandle, path: string, allowGroup: boolean): Promise<void> {
  const { mode, isFile } = await file.stat().then((stats) => ({ mode: stats.mode, isFile: stats.isFile() }));
  if (!isFile) throw new SecretError('malformed', `${path} is no file`);
  if (process.platform === 'win32') return;
  const open = mode & (allowGroup ? 0o037 : 0o077);
  if (open === 0) return;
  const wanted = allowGroup ? '640 or less' : '600 or less (640 where its group may read it: `allowGroup`)';
  throw new SecretError('unsafe', `${path} can be read or changed by others (mode ${(mode & 0o777).toString(8)}); ${wanted} is needed`);
}
