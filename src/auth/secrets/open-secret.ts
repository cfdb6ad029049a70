import { homedir } from 'node:os';
import path from 'node:path';
import { OptionError } from '../errors.js';
import type { SecretProvider } from '../secret-provider.js';
import type { AzureCredential } from './azure.js';
import { environmentSecret } from './environment.js';
import { fileSecret } from './file.js';
import { loadPeer } from './peer.js';
import { parseReference } from './reference.js';
import type { VaultAuth } from './vault-login.js';

export interface OpenSecretOptions {
  /** Lets `env:` be used. */
  allowInsecureSource?: boolean;
  /** Folder that `file:` is relative to; default: the current one. */
  folder?: string;
  /** Variables that the stores' own tools know: VAULT_ADDR, VAULT_NAMESPACE, VAULT_TOKEN, VAULT_ROLE_ID and VAULT_SECRET_ID, VAULT_ROLE. */
  env?: NodeJS.ProcessEnv;
}

/** The store that a reference names, configured as its own tools are. Throws an OptionError; the store's code is loaded only now. */
export async function openSecret(reference: string, { allowInsecureSource = false, folder = '.', env = process.env }: OpenSecretOptions = {}): Promise<SecretProvider> {
  const parsed = parseReference(reference);
  const { field: name } = { field: undefined, ...parsed };
  const field = name === undefined ? {} : { field: name };
  switch (parsed.store) {
    case 'env':
      return environmentSecret(parsed.name, { allowInsecureSource }, env);
    case 'file':
      return fileSecret(path.resolve(folder, parsed.path), field);
    case 'vault': {
      const address = env['VAULT_ADDR'];
      if (address === undefined) throw new OptionError('VAULT_ADDR: the variable that names the address of Vault is not set');
      const namespace = env['VAULT_NAMESPACE'];
      const { vaultSecret } = await import('./vault.js');
      return vaultSecret({ address, path: parsed.path, ...field, ...(namespace !== undefined && { namespace }), auth: vaultAuth(env) });
    }
    case 'aws-sm': {
      const { awsSecret } = await import('./aws.js');
      return awsSecret({ secretId: parsed.secretId, ...field });
    }
    case 'azure-kv': {
      const [{ azureSecret }, credential] = await Promise.all([import('./azure.js'), defaultAzureCredential()]);
      return azureSecret({ vaultUrl: parsed.vaultUrl, name: parsed.name, ...field, credential });
    }
  }
}

/** As Vault's own tools log in: a token first, then what is there for a machine. */
function vaultAuth(env: NodeJS.ProcessEnv): VaultAuth {
  const { VAULT_TOKEN: token, VAULT_ROLE_ID: roleId, VAULT_SECRET_ID: secretId, VAULT_ROLE: role } = env;
  if (token !== undefined) return { method: 'token', token };
  if (roleId !== undefined && secretId !== undefined) return { method: 'approle', roleId, secretId };
  if (role !== undefined) return { method: 'kubernetes', role };
  return { method: 'token-file', file: path.join(homedir(), '.vault-token') };
}

const IDENTITY = '@azure/identity';

async function defaultAzureCredential(): Promise<AzureCredential> {
  const { DefaultAzureCredential } = await loadPeer<{ DefaultAzureCredential: new () => AzureCredential }>(IDENTITY, () => import(IDENTITY));
  return new DefaultAzureCredential();
}
