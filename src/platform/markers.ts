/** A file that has none of these bytes cannot touch the platform by itself. */
export const MARKERS: readonly string[] = [
  'api/v2', 'purecloud', 'PureCloud', 'purecloudplatformclient', 'platformClient', 'pure.cloud', 'genesys', 'Genesys', 'GENESYS',
];

/** Evidence that a program uses the SDK. */
export const SDK_MARKERS: readonly string[] = ['purecloud-platform-client-v2', 'platformClient', 'purecloud-platform-client'];
