import { describe, expect, it } from 'vitest';
import { whyForbidden } from '../../src/auth/authorised-request.js';
import { openGuard, type AuditedSet } from '../../src/auth/guard.js';
import { run, sample } from '../cli/harness.js';
import { managerAt, platform } from './start.js';

const place = { file: 'src/queues.ts', line: 7, column: 3 };
const operation = (method: string, path: string, permissions: string[]): AuditedSet['operations'][number] => ({ method, path, mode: 'ALL', permissions, scopes: ['routing'], places: [place] });
const AUDITED: AuditedSet = {
  version: 1,
  kind: 'guard',
  application: 'a',
  client: 'c',
  unresolved: 1,
  operations: [operation('GET', '/api/v2/routing/queues/{queueId}', ['routing:queue:view']), operation('GET', '/api/v2/routing/queues/me', ['routing:queue:join']), operation('POST', '/api/v2/routing/queues', [])],
};

describe('the guard', () => {
  it('finds the operation of a request, a literal segment before a parameter', () => {
    const guard = openGuard({ audited: AUDITED, mode: 'warn' });
    const found = (method: string, path: string): string | undefined => guard.find(method, path)?.path;
    expect([found('GET', '/api/v2/routing/queues/7'), found('GET', '/api/v2/routing/queues/me'), found('DELETE', '/api/v2/routing/queues/7'), found('GET', '/api/v2/routing/queues/7/members')]).toEqual(['/api/v2/routing/queues/{queueId}', '/api/v2/routing/queues/me', undefined, undefined]);
  });

  it('takes what the analyzer writes, and nothing else', async () => {
    const { stdout } = await run(['guard', sample('queue-dashboard')]);
    expect(openGuard({ audited: JSON.parse(stdout) as AuditedSet, mode: 'refuse' }).find('GET', '/api/v2/routing/queues')?.permissions).toContain('routing:queue:view');
    expect(() => openGuard({ audited: { ...AUDITED, version: 2 as 1 }, mode: 'warn' })).toThrow('guard: this is no audited set of version 1');
  });

  it('warns of a request outside the set, or does not send it', async () => {
    const server = await platform();
    const outside: string[] = [];
    const warning = managerAt(server, { api: { guard: { audited: AUDITED, mode: 'warn' } } });
    warning.on('outside-audit', ({ method, path }) => outside.push(`${method} ${path}`));
    expect((await warning.fetch('/api/v2/users/me')).status).toBe(200);
    expect((await warning.fetch('/api/v2/routing/queues/7?expand=x')).status).toBe(200);
    expect(outside).toEqual(['GET /api/v2/users/me']);
    const refusing = managerAt(server, { api: { guard: { audited: AUDITED, mode: 'refuse' } } });
    await expect(refusing.fetch('/api/v2/users/me', { method: 'DELETE' })).rejects.toMatchObject({ code: 'outside-audit', message: 'DELETE /api/v2/users/me is not among what the code was audited to call; 1 of its calls could not be resolved, and this may be one' });
    expect(server.calls.some(({ method }) => method === 'DELETE')).toBe(false);
  });

  it('explains a 403', async () => {
    const server = await platform();
    const manager = managerAt(server, { api: { guard: { audited: AUDITED, mode: 'warn' } } });
    server.apiScript.push({ status: 403, body: {} }, { status: 403, body: {} });
    expect(whyForbidden(await manager.fetch('/api/v2/routing/queues/7'))).toBe('GET /api/v2/routing/queues/{queueId} needs permission `routing:queue:view`; where scopes are enforced, one of `routing` (called at src/queues.ts:7); the division of the object and conditions of the role decide as well');
    expect(whyForbidden(await manager.fetch('/api/v2/users/me'))).toBeUndefined();
  });
});
