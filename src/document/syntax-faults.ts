import type { ErrorCode } from 'yaml';

/** Something wrong with the text of a document, before anybody asks what it says. */
export interface Fault {
  code: string;
  message: string;
  hint?: string;
  /** UTF-16 offset into the text. */
  offset: number;
}

type Explanation = Omit<Fault, 'offset'>;

/** `*:*` and globs are what people mean when they write an alias in our files. */
export const UNQUOTED_ASTERISK: Explanation = {
  code: 'unquoted-text',
  message: 'text that begins with `*` is an alias in YAML',
  hint: 'put it in quotes, e.g. "*:*"',
};

/** In our own words where the parser's message could repeat the file's text, which may be a secret, or can be plainer. */
const EXPLANATIONS: Partial<Record<ErrorCode, Explanation>> = {
  BAD_ALIAS: UNQUOTED_ASTERISK,
  TAG_RESOLVE_FAILED: { code: 'unquoted-text', message: 'text that begins with `!` is a tag in YAML', hint: 'put it in quotes, e.g. "!text"' },
  BAD_SCALAR_START: { code: 'unquoted-text', message: 'text must not begin with this character in YAML', hint: 'put it in quotes' },
  TAB_AS_INDENT: { code: 'tab-indent', message: 'the line is indented with a tab', hint: 'indent with spaces' },
  MULTIPLE_DOCS: { code: 'several-documents', message: 'a second document begins here', hint: 'keep one document in a file: remove the `---` line' },
  BAD_INDENT: { code: 'invalid-yaml', message: 'the indentation does not fit', hint: 'align the entries of one list or mapping, and close every `[` and `{`' },
  MISSING_CHAR: { code: 'invalid-yaml', message: 'a closing quote, a comma or a space is missing', hint: 'close what the lines above open' },
  BLOCK_AS_IMPLICIT_KEY: { code: 'invalid-yaml', message: 'a second `: ` on one line', hint: 'put the value in quotes, or begin the inner mapping on a new line' },
  UNEXPECTED_TOKEN: { code: 'invalid-yaml', message: 'unexpected text', hint: 'put the value in quotes, or each entry on a line of its own' },
  BAD_DIRECTIVE: { code: 'invalid-yaml', message: 'unknown directive', hint: 'remove the line that begins with `%`' },
  BAD_DQ_ESCAPE: { code: 'invalid-yaml', message: 'unknown escape in a double-quoted text', hint: 'use single quotes, where `\\` is an ordinary character' },
};

/** What a syntax error of the YAML parser means to the author of the file. */
export function explainSyntax(code: ErrorCode, message: string): Explanation {
  return EXPLANATIONS[code] ?? { code: 'invalid-yaml', message: message.charAt(0).toLowerCase() + message.slice(1) };
}
