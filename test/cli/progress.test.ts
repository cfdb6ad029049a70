import { expect, it } from 'vitest';
import { startProgress } from '../../src/cli/progress.js';
import { silentIo } from './harness.js';

function written(tty: boolean, quiet: boolean, seconds: number): string {
  let text = '';
  let now = 0;
  const io = { ...silentIo(), isTTY: { stdout: tty, stderr: tty }, stderr: { write: (part: string) => void (text += part) }, now: () => new Date(now) };
  const progress = startProgress(io, quiet);
  now = seconds * 1000;
  progress.step('following calls');
  progress.done();
  return text;
}

it('shows what is being done only on a terminal and only when it takes long', () => {
  expect(written(true, false, 2)).toBe('\r\u001b[2Kfollowing calls …\r\u001b[2K');
  expect(written(true, false, 0.5)).toBe('');
  expect(written(true, true, 2)).toBe('');
  expect(written(false, false, 2)).toBe('');
});
