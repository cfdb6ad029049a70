/** Where text goes. `write` is given whole reports; the sink keeps the order. */
export interface Sink {
  write(text: string): unknown;
}

/** The world as the command sees it, so that a test can run it in-process with buffers. */
export interface CliIo {
  stdout: Sink;
  stderr: Sink;
  /** Standard input; read only when `-` is among the paths. */
  stdin: AsyncIterable<Uint8Array | string>;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  isTTY: { stdout: boolean; stderr: boolean };
  /** Width of the terminal on stdout. */
  columns?: number;
  /** For what goes on until the user interrupts it: from the first call on, an interruption only sets the signal. */
  interrupted(): AbortSignal;
  now(): Date;
}

/** Whether text for `stream` is coloured: the flag first, then FORCE_COLOR, NO_COLOR, then whether it is a terminal. */
export function wantsColour(io: CliIo, stream: 'stdout' | 'stderr', flag: boolean | undefined): boolean {
  if (flag !== undefined) return flag;
  const forced = io.env.FORCE_COLOR;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  if (io.env.NO_COLOR !== undefined && io.env.NO_COLOR !== '') return false;
  return io.isTTY[stream] && io.env.TERM !== 'dumb';
}

/** Everything that stdin holds, as text. */
export async function readAll(stdin: CliIo['stdin']): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stdin) text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** A list of file names: separated by NUL when there is one, else by line ends. */
export function splitList(text: string): string[] {
  const items = text.includes('\0') ? text.split('\0') : text.split(/\r?\n/);
  return items.filter((item) => item !== '');
}
