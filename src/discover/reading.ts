/** Why a file's content is not at hand. */
export interface Unread {
  reason: 'missing' | 'unreadable' | 'too-large';
  message: string;
}

/** A file's bytes, valid until the next call, or why there are none. */
export type ReadBytes = (file: string) => Buffer | Unread;

export interface DecodedText {
  text: string;
  /** Bytes that are no text in the file's encoding were replaced. */
  damaged: boolean;
}

/** Decodes source text: UTF-8, or UTF-16 where a byte order mark says so. Undefined for binary content (a NUL byte). */
export function decodeText(bytes: Buffer): DecodedText | undefined {
  const wide = decodeWide(bytes);
  if (wide !== undefined) return { text: wide, damaged: wide.includes('\uFFFD') };
  if (bytes.includes(0)) return undefined;
  const start = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = bytes.toString('utf8', start);
  return { text, damaged: text.includes('\uFFFD') && !bytes.includes('\uFFFD') };
}

/** The text of a file; undefined where it cannot be read or is binary. */
export function readText(read: ReadBytes, file: string): string | undefined {
  const bytes = read(file);
  return Buffer.isBuffer(bytes) ? decodeText(bytes)?.text : undefined;
}

/** The content for a quick search: one character a byte, so that ASCII names stand as written. */
export function searchableText(bytes: Buffer): string {
  return decodeWide(bytes) ?? bytes.toString('latin1');
}

function decodeWide(bytes: Buffer): string | undefined {
  if (bytes.length < 2) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return undefined;
  const even = bytes.length - (bytes.length % 2);
  return Buffer.from(bytes.subarray(0, even)).swap16().toString('utf16le', 2);
}
