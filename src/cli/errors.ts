import { ToolError } from '../model/index.js';
import { createPaint } from '../report/colour.js';
import { visible } from '../report/plain-text.js';
import { placeText } from '../report/problem-text.js';

/** What the user is told when a run stops. An error that is not the user's carries its stack, to be reported. */
export function errorText(error: unknown, colour: boolean): string {
  const paint = createPaint(colour);
  const label = paint.bold(paint.error('error'));
  if (error instanceof ToolError) {
    const place = error.place === undefined ? '' : `${visible(placeText(error.place))}: `;
    const hint = error.hint === undefined ? '' : `  ${paint.good('hint')}: ${visible(error.hint)}\n`;
    return `${label}: ${place}${visible(error.message)}\n${hint}`;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${label}: this is a fault of scope-audit, please report it\n${text.split('\n').map(visible).join('\n')}\n`;
}
