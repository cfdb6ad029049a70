import { describe, expect, it } from 'vitest';
import { decodeCommands, decodeOperations } from '../../src/catalog/decode.js';
import { catalog, data, facts } from './real-catalog.js';

describe('openCatalog', () => {
  it('gives back what was compiled', () => {
    const stripped = decodeOperations(data).map((op) => {
      const plain = { ...op };
      delete plain.bound;
      return plain;
    });
    expect(stripped).toEqual(facts.operations);
    expect(decodeCommands(data)).toEqual(new Map([...facts.gc].sort(([, a], [, b]) => facts.operations.findIndex((op) => op.id === a) - facts.operations.findIndex((op) => op.id === b))));
  });

  it('finds one operation without making the others, and always the same object', () => {
    const queues = catalog.operation('GET /api/v2/routing/queues');
    expect(queues).toMatchObject({ mode: 'ANY', permissions: ['routing:queue:view'], scopes: ['routing', 'routing:readonly'], scopeSource: 'openapi-2026-07' });
    expect(catalog.sdkMethod('getRoutingQueues')).toBe(queues);
    expect(catalog.operations).toContain(queues);
    expect(catalog.operation('PURGE /api/v2/routing/queues')).toBeUndefined();
    expect(catalog.operation('')).toBeUndefined();
  });

  it('keeps names of older SDKs and the letter case that tells names apart', () => {
    expect(catalog.sdkMethod('getPresenceDefinitions0')?.path).toBe('/api/v2/presence/definitions');
    expect(catalog.sdkMethod('getPresencedefinitions')?.path).toBe('/api/v2/presencedefinitions');
    expect(catalog.sdkMethod('getRoutingqueues')).toBeUndefined();
    expect(catalog.sdkMethod('toString')).toBeUndefined();
  });

  it('compares grants without letter case and prefers the spelling of current operations', () => {
    expect(catalog.permission('PROCESSAUTOMATION:trigger:VIEW')).toBe('processautomation:trigger:view');
    expect(catalog.permission('messaging:WHATSAPPintegration:add')).toBe('messaging:whatsappIntegration:add');
    expect(catalog.operationsNaming('messaging:whatsAppIntegration:add')).toHaveLength(3);
    expect(catalog.permission('Admin')).toBe('admin');
    expect(catalog.scope('Routing:ReadOnly')).toBe('routing:readonly');
    expect(catalog.scope('routing:queue:view')).toBeUndefined();
    expect(catalog.operationsNaming('routing:nothing:view')).toEqual([]);
  });

  it('tells operations that need the right kind of token', () => {
    expect(catalog.operation('GET /api/v2/users/me')?.bound).toBe('user');
    expect(catalog.operation('GET /api/v2/voicemail/me/mailbox')?.bound).toBe('user');
    expect(catalog.operation('GET /api/v2/tokens/me')?.bound).toBeUndefined();
    expect(catalog.operation('POST /api/v2/conversations/messages/agentless')?.bound).toBe('client');
    expect(catalog.operation('GET /api/v2/messaging/integrations')?.bound).toBeUndefined();
    expect(catalog.bound('GET /api/v2/users/me')?.source).toBe('openapi-2026-07');
    expect(catalog.bound('GET /api/v2/voicemail/me/mailbox')?.source).toBe('inferred');
    expect(catalog.bound('GET /api/v2/users')).toBeUndefined();
  });

  it('knows aliases by table and by rule, but not where the name is real', () => {
    expect(catalog.alias('Routing:Queue:Read')?.permissions).toEqual(['routing:queue:view']);
    expect(catalog.alias('user:profile:read')).toMatchObject({ permissions: ['directory:userProfile:view'], mayNeedNone: true });
    expect(catalog.alias('*:*')).toMatchObject({ permissions: [], scopes: [] });
    expect(catalog.alias('routing:wrapupCode:write')?.permissions).toEqual(['routing:wrapupCode:add', 'routing:wrapupCode:edit', 'routing:wrapupCode:delete']);
    expect(catalog.alias('recording:recording:read')?.permissions).toEqual(['recording:recording:view']);
    expect(catalog.alias('billing:subscription:read')).toBeUndefined();
    expect(catalog.alias('conversation:callback:create')).toBeUndefined();
    expect(catalog.alias('routing:nothing:read')).toBeUndefined();
    expect(catalog.alias('routing:queue:toString')).toBeUndefined();
  });

  it('knows logins, regions and escalation', () => {
    expect(catalog.sdkLogin('loginPKCEGrant')).toBe('pkce');
    expect(catalog.sdkLogin('constructor')).toBeUndefined();
    expect(catalog.regions.find(({ name }) => name === 'eu-central-1')).toEqual({ name: 'eu-central-1', domain: 'mypurecloud.de', sdk: 'eu_central_1' });
    expect(catalog.escalation('authorization:GRANT:add')).toContain('any role');
    expect(catalog.escalation('authorization:grant:view')).toBeUndefined();
    expect(catalog.gcCommand('routing queues list')?.id).toBe('GET /api/v2/routing/queues');
  });
});
