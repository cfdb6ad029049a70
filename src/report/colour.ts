import type { Severity } from '../model/index.js';

type Style = (text: string) => string;

/** Styles of the reports; each is the identity when colour is off. */
export interface Paint {
  bold: Style;
  dim: Style;
  error: Style;
  warning: Style;
  note: Style;
  frame: Style;
  good: Style;
}

const CODES = { bold: [1, 22], dim: [2, 22], error: [31, 39], warning: [33, 39], note: [36, 39], frame: [34, 39], good: [32, 39] } as const;

export function createPaint(enabled: boolean): Paint {
  const style = ([on, off]: readonly [number, number]): Style => (enabled ? (text) => `\u001b[${on}m${text}\u001b[${off}m` : (text) => text);
  return {
    bold: style(CODES.bold),
    dim: style(CODES.dim),
    error: style(CODES.error),
    warning: style(CODES.warning),
    note: style(CODES.note),
    frame: style(CODES.frame),
    good: style(CODES.good),
  };
}

export function paintSeverity(paint: Paint, severity: Severity): Style {
  return (text) => paint.bold(paint[severity](text));
}
