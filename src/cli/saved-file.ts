import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeText } from '../discover/index.js';
import { ToolError, type Problem } from '../model/index.js';

/** The text of a file that the tool saved earlier. Throws a `ToolError` with `hint` where it cannot be read. */
export async function readSavedText(cwd: string, file: string, hint: string): Promise<string> {
  const text = decodeText(await readBytes(path.resolve(cwd, file), file, hint))?.text;
  if (text === undefined) throw new ToolError('saved-unreadable', `${file} is binary`, { hint });
  return text;
}

async function readBytes(file: string, shown: string, hint: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ToolError('saved-unreadable', `${shown} cannot be read (${code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code})`, { hint, cause: error });
  }
}

/** What is wrong with a saved file, as the error that ends the command. */
export function throwProblem([problem]: readonly Problem[]): never {
  const { code = 'saved-broken', message = 'the file cannot be used', hint, place } = problem ?? {};
  throw new ToolError(code, message, { ...(hint !== undefined && { hint }), ...(place && { place }) });
}
