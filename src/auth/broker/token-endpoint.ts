import { AuthError } from '../errors.js';
import { refuse, refuseTooOften, type Refusal } from './refusal.js';
import type { BrokerService } from './services.js';
import type { HandedToken } from './token-source.js';

/** The body of a token answer (RFC 6749 section 5.1). */
export interface TokenAnswer {
  access_token: string;
  token_type: 'bearer';
  expires_in: number;
}

const UNKNOWN = refuse(401, 'invalid_client', 'the service is not known here, or its handle is not this one', { 'www-authenticate': 'Basic realm="scope-audit broker"' });

export interface TokenEndpointPort {
  identify: (form: URLSearchParams) => BrokerService | undefined;
  /** Seconds until the service may ask again; 0 lets it pass. */
  waitOf: (service: string) => number;
  tokenOf: (service: BrokerService) => Promise<HandedToken>;
  issueHandle: (service: string, lifetime: number) => string;
}

/** Answers `POST /oauth/token` as the platform does (RFC 6749 section 4.4), for services in place of clients. */
export async function answerTokenRequest(contentType: string | undefined, body: string, { identify, waitOf, tokenOf, issueHandle }: TokenEndpointPort): Promise<TokenAnswer | Refusal> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType ?? '')) return refuse(400, 'invalid_request', 'the body is to be application/x-www-form-urlencoded');
  const form = new URLSearchParams(body);
  const repeated = [...form.keys()].find((name, index, all) => all.indexOf(name) !== index);
  if (repeated !== undefined) return refuse(400, 'invalid_request', 'a parameter stands twice in the body');
  const service = identify(form);
  if (service === undefined) return UNKNOWN;
  const wait = waitOf(service.name);
  if (wait > 0) return refuseTooOften(wait);
  if (form.get('grant_type') !== 'client_credentials') return refuse(400, 'unsupported_grant_type', 'the grant type here is client_credentials');
  // A token of the platform cannot be narrowed: what is asked for beyond the mapping is refused, never trimmed.
  if (form.get('scope')?.trim()) return refuse(400, 'invalid_scope', 'a token has the authority of the roles of its client; it cannot be narrowed by a scope');
  try {
    const { token, expiresIn } = await tokenOf(service);
    return { access_token: service.mode === 'inject' ? issueHandle(service.name, expiresIn) : token.reveal(), token_type: 'bearer', expires_in: expiresIn };
  } catch (error) {
    return refuseFor(error);
  }
}

/** What a caller is told when no token can be had. */
export function refuseFor(error: unknown): Refusal {
  const code = error instanceof AuthError ? String(error.code) : 'internal';
  return refuse(503, 'temporarily_unavailable', `no token can be had from the platform at present (${code})`);
}
