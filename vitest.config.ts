import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const caches = path.join(tmpdir(), 'scope-audit-tests');

export default defineConfig({
  test: { include: ['test/**/*.test.ts'], testTimeout: 90_000, env: { XDG_CACHE_HOME: caches, LOCALAPPDATA: caches } },
});
