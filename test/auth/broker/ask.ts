import { request as send, type RequestOptions } from 'node:http';

export interface Answered {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

/** One request over a socket or a port, with exactly the headers given. */
export function ask(options: RequestOptions, body = ''): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = send({ agent: false, ...options, headers: { host: 'localhost', ...(options.headers as Record<string, string>), ...(body !== '' && { 'content-length': Buffer.byteLength(body) }) } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
export const basic = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

/** Logs in as a service, the way an SDK logs in at the platform. */
export const logIn = (options: RequestOptions, headers: Record<string, string> = {}, body = 'grant_type=client_credentials'): Promise<Answered> =>
  ask({ ...options, method: 'POST', path: '/oauth/token', headers: { ...FORM, ...headers } }, body);
