#!/usr/bin/env node
import process from 'node:process';
import { runCli } from './run-cli.js';

// A reader that has seen enough (`scope-audit | head`) closes the pipe: what was to be said has been said.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
  cwd: process.cwd(),
  isTTY: { stdout: process.stdout.isTTY, stderr: process.stderr.isTTY },
  ...(process.stdout.isTTY ? { columns: process.stdout.columns } : {}),
  interrupted,
  now: () => new Date(),
});

/** Ctrl+C ends in good order at the first, at once at the second. */
function interrupted(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop.abort();
    });
  }
  return stop.signal;
}
