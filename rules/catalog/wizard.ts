/**
 * What the wizard of premium apps does beyond its configuration, by its own code (MyPureCloud/purecloud-premium-app, docs/wizard/scripts/modules/oauth-client.js):
 * a scope that every client of users is given, and how long tokens live where the configuration does not say, in seconds.
 */
export const WIZARD = { ownScope: 'user-basic-info', tokenLifetime: 86_400 } as const;
