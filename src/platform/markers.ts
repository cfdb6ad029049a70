/** A file that has none of these texts cannot touch the platform by itself; letter case does not count. */
export const MARKERS: readonly string[] = [
  'api/v2', 'purecloud', 'platformclient', 'pure.cloud', 'genesys',
  // A command of the `gc` command line: at the start of a text, or as a program with a list of arguments.
  '\'gc ', '"gc ', '`gc ', '\'gc\'', '"gc"',
];

/** Evidence that a program is about the platform, and not about another product with an `/api/v2`. */
export const PLATFORM_MARKERS: readonly string[] = ['purecloud', 'platformclient', 'pure.cloud', 'genesys'];

/** Evidence that a program uses the SDK. */
export const SDK_MARKERS: readonly string[] = ['purecloud-platform-client-v2', 'platformClient', 'purecloud-platform-client'];
