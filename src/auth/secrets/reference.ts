import { OptionError } from '../errors.js';

/** Where a secret is kept, in one word: what manifests and command lines name instead of the secret. */
export type SecretReference =
  | { store: 'env'; name: string }
  | { store: 'file'; path: string; field?: string }
  | { store: 'vault'; path: string; field?: string }
  | { store: 'aws-sm'; secretId: string; field?: string }
  | { store: 'azure-kv'; vaultUrl: string; name: string; field?: string };

export const REFERENCE_FORMS = ['env:NAME', 'file:/path', 'vault:mount/path#field', 'aws-sm:name#field', 'azure-kv:vault/name#field'] as const;

/** Reads `store:place#field`. Throws an {@link OptionError} that shows the forms. */
export function parseReference(text: string): SecretReference {
  const [, store, place = '', field] = /^([a-z-]+):([^\s#]+)(?:#(\S+))?$/.exec(text) ?? [];
  const withField = field === undefined ? {} : { field };
  switch (store) {
    case 'env':
      if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(place) && field === undefined) return { store, name: place };
      break;
    case 'file':
      return { store, path: place, ...withField };
    case 'vault':
      if (place.includes('/')) return { store, path: place, ...withField };
      break;
    case 'aws-sm':
      return { store, secretId: place, ...withField };
    case 'azure-kv': {
      const [, vault, name] = /^(?:https:\/\/)?([A-Za-z0-9.-]+)\/(?:secrets\/)?([A-Za-z0-9-]+)$/.exec(place) ?? [];
      if (vault !== undefined && name !== undefined) return { store, vaultUrl: `https://${vault.includes('.') ? vault : `${vault}.vault.azure.net`}`, name, ...withField };
      break;
    }
    default:
      break;
  }
  throw new OptionError(`secret: \`${shown(text)}\` is no reference to a secret; the forms are ${REFERENCE_FORMS.join(', ')}`);
}

/** Whoever writes the secret itself in the place of a reference does not want it printed. */
function shown(text: string): string {
  const [, scheme] = /^([a-z][a-z-]{0,20}:)/.exec(text) ?? [];
  return scheme === undefined ? '…' : `${scheme}…`;
}
