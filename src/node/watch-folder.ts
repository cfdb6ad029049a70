import { setTimeout } from 'node:timers/promises';
import { watch, type FSWatcher } from 'chokidar';

/** Editors write a file in several steps, and git many files at once. */
const SETTLE_MS = 120;
const SKIPPED = /(?:^|[\\/])(?:node_modules|\.git)(?:[\\/]|$)|\.\d+\.part$/;

/** Watches a folder from now on: one item after each burst of changes, until it is stopped. Throws when it cannot be watched. */
export async function watchFolder(root: string, stop: AbortSignal, skipped: ReadonlySet<string>): Promise<AsyncGenerator<undefined>> {
  const watcher = watch(root, { ignoreInitial: true, followSymlinks: false, ignored: (file) => SKIPPED.test(file.slice(root.length)) || skipped.has(file) });
  await new Promise<void>((resolve, reject) => watcher.once('ready', resolve).once('error', reject));
  return bursts(watcher, stop);
}

/** What happens from now on counts, though nobody asks for it yet. */
function bursts(watcher: FSWatcher, stop: AbortSignal): AsyncGenerator<undefined> {
  const pending = new Set<string>();
  const failures: unknown[] = [];
  let wake = (): void => undefined;
  watcher.on('all', (_, file) => {
    pending.add(file);
    wake();
  });
  watcher.on('error', (error) => {
    failures.push(error);
    wake();
  });
  stop.addEventListener('abort', () => {
    wake();
  });
  return (async function* () {
    try {
      for (;;) {
        if (pending.size === 0 && failures.length === 0 && !stop.aborted) await new Promise<void>((resolve) => (wake = resolve));
        if (failures.length > 0) throw failures[0];
        if (stop.aborted) return;
        while (pending.size > 0) {
          pending.clear();
          await setTimeout(SETTLE_MS);
        }
        yield;
      }
    } finally {
      await watcher.close();
    }
  })();
}
