import { VERSION } from '../version.js';

declare const SCOPE_AUDIT_BUILD: string | undefined;

/** What this tool is made of: its version, and the digest of all code when it was bundled. */
export const BUILD_ID = typeof SCOPE_AUDIT_BUILD === 'string' ? `${VERSION} ${SCOPE_AUDIT_BUILD}` : VERSION;
