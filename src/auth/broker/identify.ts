import { createHash, timingSafeEqual } from 'node:crypto';
import type { BrokerService } from './services.js';

/** What a request says of its caller. */
export interface Introduction {
  /** The service whose own socket the request came through. */
  socketOf?: string;
  /** The `Authorization` header. */
  authorization?: string;
  /** `client_id` and `client_secret` of a form body (RFC 6749 section 2.3.1). */
  form?: { id: string; secret: string };
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
const NOBODY = sha256('');

/**
 * The service that a request comes from: the owner of the socket, or whoever shows the handle of a service.
 * Undefined when it shows neither. Takes as long for an unknown service as for a wrong handle.
 */
export function identifyService(services: ReadonlyMap<string, BrokerService>, { socketOf, authorization, form }: Introduction): BrokerService | undefined {
  if (socketOf !== undefined) return services.get(socketOf);
  const shown = basicCredentials(authorization) ?? form;
  if (shown === undefined) return undefined;
  const service = services.get(shown.id);
  const expected = service?.handleDigest === undefined ? NOBODY : Buffer.from(service.handleDigest, 'hex');
  const matches = timingSafeEqual(sha256(shown.secret), expected);
  return matches && service?.handleDigest !== undefined ? service : undefined;
}

/** Id and secret of a Basic header, as the platform's SDKs send them (raw) or percent-encoded (RFC 6749 section 2.3.1); handles hold no percent sign. */
function basicCredentials(authorization = ''): { id: string; secret: string } | undefined {
  const [, encoded] = /^basic +([A-Za-z0-9+/=_-]+)$/i.exec(authorization) ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return { id: decode(text.slice(0, colon)), secret: decode(text.slice(colon + 1)) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
