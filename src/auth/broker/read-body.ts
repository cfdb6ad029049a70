import type { IncomingMessage } from 'node:http';

export class TooLarge extends Error {
  constructor(readonly limit: number) {
    super(`the body has more than ${limit} bytes`);
  }
}

/** The body of a request. Throws {@link TooLarge} as soon as it has more than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw new TooLarge(limit);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
