import type { Lit, Region } from '../model/index.js';
import type { Expansion, Piece } from './expand.js';
import { HOLE, type Segment } from './endpoint-match.js';

/** A URL seen as a request to the platform. */
export interface PlatformUrl {
  /** `region`: a host of the platform; `built`: put together as the platform's is (`api.{region}`); `relative`: none; `open`: not known; `other`: another product's. */
  host: 'region' | 'built' | 'relative' | 'open' | 'local' | 'other';
  /** Behind `/api/v2/`, without query; undefined when the URL has no such part. */
  segments: readonly Segment[] | undefined;
  /** Literals that the segments come from. */
  parts: readonly Lit[];
  /** The URL with `{}` for what is not known. */
  seen: string;
}

/** `/api/v2` as whole segments, at the start or behind a slash or a hole. */
const API = /(?:^|\/|(?<=\u0000))api\/v2(?=[/?#\u0000]|$)/;
/** Domains of the platform that are no region's. */
const INTERNAL_DOMAINS = ['inindca.com', 'inintca.com'];

/** Reads what a URL says of host and path. */
export class UrlReader {
  private readonly domains: RegExp;

  constructor(regions: readonly Region[]) {
    const names = [...regions.map((region) => region.domain), ...INTERNAL_DOMAINS].map((domain) => domain.replaceAll('.', '\\.'));
    this.domains = new RegExp(`(?:^|[./@\\u0000])(?:${names.join('|')})(?:[:/\\u0000]|$)`, 'i');
  }

  /** Splits an expansion into host and path. Holes are one character, so that offsets lead back to pieces. */
  read(expansion: Expansion): PlatformUrl {
    const text = expansion.pieces.map((piece) => ('text' in piece ? piece.text.replaceAll('\u0000', '') : '\u0000')).join('');
    const seen = text.replaceAll('\u0000', '{}');
    const found = API.exec(text);
    const host = this.hostOf(found ? text.slice(0, found.index) : text);
    if (!found) return { host, segments: undefined, parts: [], seen };
    const start = found.index + found[0].length;
    const rest = text.slice(start);
    const end = rest.search(/[?#]/);
    const path = end < 0 ? rest : rest.slice(0, end);
    const segments = path.split('/').filter((segment) => segment !== '').map(splitHoles);
    return { host, segments, parts: partsBetween(expansion.pieces, start, start + path.length), seen };
  }

  private hostOf(prefix: string): PlatformUrl['host'] {
    if (prefix === '' || prefix === '/' || /^\/[\w/-]*$/.test(prefix)) return 'relative';
    if (this.domains.test(prefix)) return 'region';
    const host = /^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/]*)/i.exec(prefix)?.[1] ?? prefix.split('/')[0] ?? '';
    if (/^(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?::|$)/.test(host)) return 'local';
    // `https://api.{region}` is how the platform's host is put together.
    if (/^api\.\u0000$/.test(host) || /^api\.\u0000\.pure\.cloud$/.test(host)) return 'built';
    return prefix.includes('\u0000') && !isForeign(host) ? 'open' : 'other';
  }
}

/** Whether a host with holes ends in a domain that is written out and not the platform's: another product's, by customer. */
function isForeign(host: string): boolean {
  return !/genesys|purecloud/i.test(host) && /\u0000[\w-]*\.[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::[\d\u0000]+)?$/i.test(host);
}

function splitHoles(segment: string): Segment {
  const parts: (string | typeof HOLE)[] = [];
  for (const piece of segment.split(/(\u0000+)/)) {
    if (piece === '') continue;
    parts.push(piece.startsWith('\u0000') ? HOLE : piece);
  }
  return parts;
}

/** The literals of which a stretch of the text is made. */
export function partsBetween(pieces: readonly Piece[], start: number, end: number): Lit[] {
  const parts: Lit[] = [];
  let at = 0;
  for (const piece of pieces) {
    const length = 'text' in piece ? piece.text.length : 1;
    if ('text' in piece && at < end && at + length > start && /[^/?]/.test(piece.text.slice(Math.max(0, start - at), end - at))) parts.push(piece.from);
    at += length;
  }
  return parts;
}
