import { trimmedParser } from './parser-plugin.mjs';
import { compiledValidators } from './validators-plugin.mjs';

/** Packages whose files are copied or trimmed, so that the bundler does not name them among its inputs. */
export const COPIED_PACKAGES = ['node_modules/@ts-morph/common', 'node_modules/typescript', 'node_modules/@tree-sitter-grammars/tree-sitter-hcl'];

/** What the bundles of the command line and of the action have in common: a small entry, parsers in parts that load when they are needed. */
export function bundleOptions(root) {
  return {
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    // Bundled packages of the old kind call `require` for modules of Node.
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    plugins: [trimmedParser(root), compiledValidators()],
  };
}
