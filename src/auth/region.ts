import { OptionError } from './errors.js';

/** Domains of the regions, by AWS name; equal to `rules/catalog/regions.yaml` (a test compares the two). */
export const REGIONS: Readonly<Record<string, string>> = {
  'ap-northeast-1': 'mypurecloud.jp',
  'ap-northeast-2': 'apne2.pure.cloud',
  'ap-northeast-3': 'apne3.pure.cloud',
  'ap-south-1': 'aps1.pure.cloud',
  'ap-southeast-1': 'apse1.pure.cloud',
  'ap-southeast-2': 'mypurecloud.com.au',
  'ca-central-1': 'cac1.pure.cloud',
  'eu-central-1': 'mypurecloud.de',
  'eu-central-2': 'euc2.pure.cloud',
  'eu-west-1': 'mypurecloud.ie',
  'eu-west-2': 'euw2.pure.cloud',
  'eusc-de-east-1': 'edee1.eusc-pure.cloud',
  'me-central-1': 'mec1.pure.cloud',
  'mx-central-1': 'mxc1.pure.cloud',
  'sa-east-1': 'sae1.pure.cloud',
  'us-east-1': 'mypurecloud.com',
  'us-east-2': 'use2.us-gov-pure.cloud',
  'us-west-2': 'usw2.pure.cloud',
};

/** Where tokens are had and where they are used. */
export interface Hosts {
  /** Origin, e.g. `https://login.mypurecloud.ie`. */
  login: string;
  /** Origin, e.g. `https://api.mypurecloud.ie`. */
  api: string;
}

export interface HostOptions {
  /** An AWS region (`eu-west-1`) or a domain (`mypurecloud.ie`). */
  region?: string;
  /** In place of the region's: origins of the token endpoint and of the API. */
  loginUrl?: string;
  apiUrl?: string;
}

/** The hosts that the options name. Throws an {@link OptionError} for an unknown region, plain HTTP beyond loopback, or hosts of two regions. */
export function chooseHosts({ region, loginUrl, apiUrl }: HostOptions): Hosts {
  const domain = region === undefined ? undefined : domainOf(region);
  if (domain === undefined && (loginUrl === undefined || apiUrl === undefined)) {
    throw new OptionError('region: neither a region nor both `loginUrl` and `apiUrl` are given; a region is e.g. `eu-west-1` or `mypurecloud.ie`');
  }
  const login = originOf('loginUrl', loginUrl ?? `https://login.${domain}`);
  const api = originOf('apiUrl', apiUrl ?? `https://api.${domain}`);
  const [of, at] = [regionOf(login), regionOf(api)];
  if (of !== undefined && at !== undefined && of !== at) throw new OptionError(`loginUrl: ${login} logs in at another region than ${api}; both hosts have to be of one`);
  return { login, api };
}

function domainOf(region: string): string {
  const name = region.trim().toLowerCase().replace(/^https?:\/\//, '').replace(/^(?:api|login|apps)\./, '').replace(/\/+$/, '').replaceAll('_', '-');
  const domain = REGIONS[name] ?? Object.values(REGIONS).find((one) => one === name);
  if (domain === undefined) throw new OptionError(`region: \`${region}\` is none of the platform's; there are ${Object.entries(REGIONS).map(([aws, one]) => `${aws} (${one})`).join(', ')}`);
  return domain;
}

function originOf(option: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw new OptionError(`${option}: an address such as https://login.mypurecloud.com is needed`);
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw new OptionError(`${option}: ${url.origin} is plain HTTP; only loopback may be, anything else needs https`);
  return url.origin;
}

export const isLoopback = (hostname: string): boolean => hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);

/** The domain of a region that a host belongs to. */
function regionOf(origin: string): string | undefined {
  const { hostname } = new URL(origin);
  return Object.values(REGIONS).find((domain) => hostname.endsWith(`.${domain}`));
}
