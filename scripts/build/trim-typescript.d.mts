/** An ES module with the named exports of the text of `typescript.js` and what they need. */
export function trimTypeScript(text: string, names: readonly string[]): string;
