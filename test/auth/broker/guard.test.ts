import { describe, expect, it } from 'vitest';
import { guardRequest, type Asked } from '../../../src/auth/broker/guard.js';

const HOSTS = new Set(['localhost', '127.0.0.1:8700']);
const ask = (asked: Partial<Asked>): number | undefined => guardRequest({ method: 'POST', target: '/oauth/token', ...asked, headers: { host: 'localhost', ...asked.headers } }, HOSTS)?.status;

describe('the guard of the broker', () => {
  it('lets a plain request through', () => {
    expect(ask({})).toBeUndefined();
    expect(ask({ headers: { host: '127.0.0.1:8700' } })).toBeUndefined();
    expect(ask({ headers: { 'sec-fetch-mode': 'cors' } })).toBeUndefined();
    expect(ask({ target: '/v1/status', method: 'GET', headers: { 'x-genesys-broker': '1' } })).toBeUndefined();
  });

  it.each(['x-forwarded-for', 'forwarded', 'via', 'origin', 'sec-fetch-site', 'referer'])('refuses a request with %s', (name) => {
    expect(ask({ headers: { [name]: 'x' } })).toBe(403);
  });

  it.each(['evil.example', 'localhost:9', 'localhost.evil.example', '', '127.0.0.1'])('refuses the host "%s"', (host) => {
    expect(ask({ headers: { host } })).toBe(403);
  });

  it('refuses its own interface without its header', () => {
    expect(ask({ target: '/v1/status', method: 'GET' })).toBe(403);
    expect(ask({ target: '/v1/status', method: 'GET', headers: { 'x-genesys-broker': 'yes' } })).toBe(403);
  });

  it('refuses what is no path, and tokens by another method', () => {
    expect(ask({ target: 'http://elsewhere/' })).toBe(400);
    expect(ask({ method: 'GET' })).toBe(405);
  });
});
