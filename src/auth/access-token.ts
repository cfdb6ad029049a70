import { Secret } from './secret.js';

/** A token as the platform gave it: opaque, whatever it looks like. */
export class AccessToken extends Secret {
  readonly #digest: string;
  readonly #remaining: () => number;

  constructor(
    value: string,
    /** Milliseconds from the request for it to its end. */
    readonly life: number,
    remaining: () => number,
  ) {
    super(value);
    this.#digest = super.digest();
    this.#remaining = remaining;
  }

  override digest(): string {
    return this.#digest;
  }

  /** Milliseconds of its life that are left. */
  get remaining(): number {
    return this.#remaining();
  }

  /** Value of the `Authorization` header (RFC 6750 section 2.1). */
  authorization(): string {
    return `Bearer ${this.reveal()}`;
  }
}
