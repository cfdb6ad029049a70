import { CST, Lexer } from 'yaml';

const DEEPEST = 256;

/**
 * Offset at which a YAML text nests deeper than any document of ours needs, counted over its tokens.
 * The parser recurses, so text from strangers is measured before it gets there.
 */
export function findTooDeep(text: string): number | undefined {
  let offset = 0;
  let flow = 0;
  let line = 0;
  let lineStart = true;
  let inScalar = false;
  for (const token of new Lexer().lex(text)) {
    const type: string | null = inScalar ? 'scalar' : CST.tokenType(token);
    inScalar = type === 'scalar' && token === CST.SCALAR;
    if (type === 'newline') line = 0;
    else if (type === 'space' && lineStart) line = token.length;
    else if (type === 'flow-seq-start' || type === 'flow-map-start') flow++;
    else if (type === 'flow-seq-end' || type === 'flow-map-end') flow = Math.max(0, flow - 1);
    else if (flow === 0 && (type === 'seq-item-ind' || type === 'explicit-key-ind' || type === 'map-value-ind')) line++;
    if (flow + line > DEEPEST) return offset;
    lineStart = type === 'newline';
    if (token !== CST.SCALAR && token !== CST.DOCUMENT && token !== CST.FLOW_END) offset += token.length;
  }
  return undefined;
}
