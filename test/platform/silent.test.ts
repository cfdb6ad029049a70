import { describe, expect, it } from 'vitest';
import { isSilentOrigin } from '../../src/platform/silent.js';

const silent = (name: string): boolean => isSilentOrigin({ kind: 'module', name, steps: [] });

describe('packages that send nothing', () => {
  it.each(['express', '@nestjs/common', '@fastify/swagger', 'lodash/map', 'lodash.map', 'fs/promises', 'supertest', '@sentry/node', 'prom-client', 'wiremock-captain', '@playwright/test'])('%s', (name) => {
    expect(silent(name)).toBe(true);
  });

  it.each(['@nestjs/axios', 'axios', 'superagent', 'expressive-http', 'got', '@acme/lodash', 'requests'])('not %s', (name) => {
    expect(silent(name)).toBe(false);
  });
});
