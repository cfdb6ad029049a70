import { createHash } from 'node:crypto';
import { inspect } from 'node:util';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A value that shows itself only when it is asked to: strings, JSON, `util.inspect` and structured clones hold its fingerprint or nothing. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The clear value, for the request that carries it. */
  reveal(): string {
    return this.#value;
  }

  /** SHA-256 of the value, 64 hex digits. */
  digest(): string {
    return sha256(this.#value);
  }

  /** First 8 hex digits of the digest: what logs, errors and events may carry. */
  get fingerprint(): string {
    return this.digest().slice(0, 8);
  }

  toString(): string {
    return `[secret ${this.fingerprint}]`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
