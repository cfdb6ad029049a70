import type { Hosts } from './region.js';

/** What an exchange sends, and where to. */
export interface TokenRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: URLSearchParams;
}

/** How a server wants to be asked for a token with client credentials. */
export interface Preset {
  name: string;
  request: (hosts: Hosts, clientId: string, clientSecret: string) => TokenRequest;
  /** What an answer of these statuses means with this preset beside what it always means. */
  hint: (status: number, hosts: Hosts) => string | undefined;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };

/** The platform itself (https://developer.genesys.cloud/authorization/platform-auth/use-client-credentials), as its SDKs ask: Basic of the raw id and secret, nothing percent-encoded. */
export const PLATFORM: Preset = {
  name: 'platform',
  request: ({ login }, clientId, clientSecret) => ({
    url: `${login}/oauth/token`,
    headers: { ...FORM, authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  }),
  hint: () => undefined,
};

/** The exchange of the guide that many have read: at the API's host, with the credentials in the body. The platform has no such address. */
export const GUIDE: Preset = {
  name: 'guide',
  request: ({ api }, clientId, clientSecret) => ({
    url: `${api}/api/v2/oauth/token`,
    headers: FORM,
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
  }),
  hint: (status, { login }) => (status === 404 || status === 405 ? `the platform's token endpoint is POST ${login}/oauth/token (leave the preset out)` : undefined),
};

export const PRESETS = { platform: PLATFORM, guide: GUIDE } as const;
export type PresetName = keyof typeof PRESETS;
