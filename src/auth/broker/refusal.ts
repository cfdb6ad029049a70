/** An answer that the broker gives by itself, in the form of RFC 6749 section 5.2. Its text names nothing that the caller did not send. */
export interface Refusal {
  status: number;
  error: string;
  description: string;
  headers?: Readonly<Record<string, string>>;
}

export function refuse(status: number, error: string, description: string, headers: Readonly<Record<string, string>> = {}): Refusal {
  return { status, error, description, headers };
}

export function refuseTooOften(seconds: number): Refusal {
  return refuse(429, 'slow_down', 'this service asks too often', { 'retry-after': String(seconds) });
}
