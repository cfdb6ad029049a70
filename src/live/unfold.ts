/** Longer pastes are cut: an error stands at their start, and patterns stay quick. */
const MOST = 1_000_000;

/** A paste on one line: without Terraform's frame, line breaks, the escapes of JSON within JSON, and the joints of printed objects. */
export function unfold(text: string): string {
  return text
    .slice(0, MOST)
    .replace(/\u001b\[[0-9;]{0,20}m/g, '')
    .replace(/^[ \t]*[│╷╵]/gm, ' ')
    .replace(/'[ \t]*\+\s{0,40}'/g, '')
    .replace(/\\+(["'/])/g, '$1')
    .replace(/\\[nrt]/g, ' ')
    .replace(/\s+/g, ' ');
}
