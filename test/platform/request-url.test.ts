import { describe, expect, it } from 'vitest';
import { literal, UNKNOWN, type Term } from '../../src/model/index.js';
import { expand } from '../../src/platform/expand.js';
import { UrlReader } from '../../src/platform/request-url.js';
import { catalog } from '../catalog/real-catalog.js';

const reader = new UrlReader(catalog.regions);

/** Reads a URL in which `{}` stands for what is not known. */
function read(url: string) {
  const parts = url.split('{}').flatMap((text, i): Term[] => (i === 0 ? [literal(text)] : [UNKNOWN, literal(text)]));
  const [expansion] = expand({ t: 'text', parts });
  if (!expansion) throw new Error(`nothing comes out of ${url}`);
  const { host, segments } = reader.read(expansion);
  return [host, segments?.map((segment) => segment.map((part) => (typeof part === 'string' ? part : '{}')).join('')).join('/')];
}

describe('hosts', () => {
  it.each([
    ['https://api.mypurecloud.com/api/v2/users', 'region'],
    ['https://api.usw2.pure.cloud/api/v2/users', 'region'],
    ['https://api.{}.pure.cloud/api/v2/users', 'built'],
    ['https://api.{}/api/v2/users', 'built'],
    ['{}/api/v2/users', 'open'],
    ['https://{}/api/v2/users', 'open'],
    ['https://{}.com/api/v2/users', 'open'],
    ['https://{}.genesys.example.com/api/v2/users', 'open'],
    ['https://{}.zendesk.com/api/v2/users', 'other'],
    ['https://{}.eu.datadoghq.com:{}/api/v2/users', 'other'],
    ['https://acme.zendesk.com/api/v2/users', 'other'],
    ['http://localhost:{}/api/v2/users', 'local'],
    ['/platform/api/v2/users', 'relative'],
    ['api/v2/users', 'relative'],
  ])('%s is %s', (url, host) => {
    expect(read(url)).toEqual([host, 'users']);
  });
});

describe('paths', () => {
  it.each([
    ['https://api.mypurecloud.com/api/v2/users/{}?expand=team', 'users/{}'],
    ['https://api.mypurecloud.com/api/v2/users/{}{}/roles#top', 'users/{}/roles'],
    ['{}api/v2/users', 'users'],
    ['https://api.mypurecloud.com/api/v2{}', '{}'],
    ['/myapi/v2/users', undefined],
    ['https://api.mypurecloud.com/rest/api/v2x/users', undefined],
    ['https://api.mypurecloud.com/api/v1/users', undefined],
  ])('%s holds %s', (url, path) => {
    expect(read(url)[1]).toBe(path);
  });
});
