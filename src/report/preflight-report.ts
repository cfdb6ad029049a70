import { createPaint } from './colour.js';
import { visible } from './plain-text.js';

/** A host and the steps towards it, up to the first that failed. */
interface Reached {
  host: string;
  steps: readonly { step: string; ok: boolean; said: string; hint?: string }[];
}

export function preflightText(hosts: readonly Reached[], colour: boolean): string {
  const paint = createPaint(colour);
  const lines = hosts.flatMap(({ host, steps }) => [
    `${paint.bold(visible(host))}  ${steps.map(({ step, ok, said }) => (ok ? `${step} ${visible(said)}` : paint.error(`${step} failed: ${visible(said)}`))).join(' · ')}`,
    ...steps.flatMap(({ hint }) => (hint === undefined ? [] : [`  ${paint.good('hint')}: ${hint}`])),
  ]);
  return `${lines.join('\n')}\n`;
}

export function preflightJson(hosts: readonly Reached[]): string {
  return `${JSON.stringify({ hosts: hosts.map(({ host, steps }) => ({ host, steps: steps.map(({ step, ok, said, hint }) => ({ step, ok, said, hint: hint ?? null })) })) }, null, 2)}\n`;
}
