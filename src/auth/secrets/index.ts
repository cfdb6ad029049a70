export { remembered, twoClients } from './compose.js';
export { environmentSecret } from './environment.js';
export { openSecret, type OpenSecretOptions } from './open-secret.js';
export { parseReference, REFERENCE_FORMS, type SecretReference } from './reference.js';
