import { canRepeat } from '../authorised-fetch.js';
import { OptionError } from '../errors.js';
import type { TokenManager } from '../token-manager.js';

interface Controller {
  abort: (reason: Error) => void;
  pause: () => void;
  resume: () => void;
}

type HeaderRecord = Record<string, string | string[] | undefined>;

/** Takes what becomes of a request, in the form of undici 7 and later. */
interface Handler {
  onRequestStart?: (controller: Controller, context: unknown) => void;
  onRequestUpgrade?: (controller: Controller, statusCode: number, headers: HeaderRecord, socket: unknown) => void;
  onResponseStart?: (controller: Controller, statusCode: number, headers: HeaderRecord, statusMessage?: string) => void;
  onResponseData?: (controller: Controller, chunk: unknown) => void;
  onResponseEnd?: (controller: Controller, trailers: HeaderRecord) => void;
  onResponseError?: (controller: Controller, error: Error) => void;
}

interface Options {
  origin?: string | URL;
  path: string;
  method: string;
  headers?: unknown;
  body?: unknown;
  signal?: unknown;
}

type Dispatch = (options: Options, handler: Handler) => boolean;

/** One sending: its answer is held back while it is not known whether it is handed on. */
interface Attempt {
  status: number;
  headers: HeaderRecord;
  handOn: () => void;
  drop: () => void;
}

/** Those that may be followed by another try. */
const HELD = [401, 429];
const NO_REQUEST: Controller = { abort: () => undefined, pause: () => undefined, resume: () => undefined };

/**
 * An interceptor for dispatchers of undici 7 or later (`dispatcher.compose(authoriseUndici(manager))`) that sends requests to the API with the
 * manager's token. Those to other hosts, and those that bring an `Authorization` of their own, are left alone.
 */
export function authoriseUndici(manager: TokenManager): <AnyDispatch>(dispatch: AnyDispatch) => AnyDispatch {
  const interceptor = (dispatch: Dispatch) => (options: Options, handler: Handler): boolean => {
    if ('onConnect' in handler && handler.onRequestStart === undefined) throw new OptionError('dispatcher: undici 7 or later is needed for its interceptors; manager.fetch takes a dispatcher of undici 6 as well');
    const url = new URL(options.path, options.origin);
    const headers = listOf(options.headers);
    if (url.origin !== manager.hosts.api || headers.some(([name]) => name.toLowerCase() === 'authorization')) return dispatch(options, handler);
    let last: Attempt | undefined;
    manager
      .request<Attempt>({
        method: options.method,
        url,
        canRepeat: canRepeat(options.body),
        signal: options.signal instanceof AbortSignal ? options.signal : undefined,
        send: async (authorization) => (last = await attempt(dispatch, { ...options, headers: [...headers, ['authorization', authorization]].flat() }, handler)),
        read: ({ status, headers: said }) => ({ status, headers: new Headers(listOf(said)) }),
        discard: (sent) => {
          sent.drop();
        },
      })
      .then(({ handOn }) => {
        handOn();
      })
      .catch((error: unknown) => {
        last?.drop();
        handler.onResponseError?.(NO_REQUEST, error as Error);
      });
    return true;
  };
  return interceptor as <AnyDispatch>(dispatch: AnyDispatch) => AnyDispatch;
}

function attempt(dispatch: Dispatch, options: Options, handler: Handler): Promise<Attempt> {
  return new Promise((resolve, reject) => {
    let state: 'handed on' | 'held' | 'dropped' = 'handed on';
    let started = false;
    const held: (() => void)[] = [];
    const tell = (event: () => void): void => {
      if (state === 'held') held.push(event);
      else if (state === 'handed on') event();
    };
    const goOn = (controller: Controller, next: 'handed on' | 'dropped'): void => {
      if (state !== 'held') return;
      state = next;
      for (const event of held.splice(0)) tell(event);
      controller.resume();
    };
    dispatch(options, {
      onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      onRequestUpgrade: (controller, statusCode, headers, socket) => {
        started = true;
        handler.onRequestUpgrade?.(controller, statusCode, headers, socket);
        resolve({ status: statusCode, headers, handOn: () => undefined, drop: () => undefined });
      },
      onResponseStart: (controller, statusCode, headers, statusMessage) => {
        const isLast = statusCode >= 200;
        if (HELD.includes(statusCode)) {
          state = 'held';
          controller.pause();
        }
        tell(() => handler.onResponseStart?.(controller, statusCode, headers, statusMessage));
        if (!isLast) return;
        started = true;
        resolve({
          status: statusCode,
          headers,
          handOn: () => {
            goOn(controller, 'handed on');
          },
          drop: () => {
            goOn(controller, 'dropped');
          },
        });
      },
      onResponseData: (controller, chunk) => {
        tell(() => handler.onResponseData?.(controller, chunk));
      },
      onResponseEnd: (controller, trailers) => {
        tell(() => handler.onResponseEnd?.(controller, trailers));
      },
      onResponseError: (controller, error) => {
        if (started) tell(() => handler.onResponseError?.(controller, error));
        else reject(error);
      },
    });
  });
}

/** Headers in any of the forms that undici takes: a record, a list of names and values in turn, pairs. */
function listOf(headers: unknown): [string, string][] {
  if (headers === undefined || headers === null) return [];
  const pairs: Iterable<unknown> = isIterable(headers) ? headers : Object.entries(headers);
  const list = [...pairs];
  const whole = typeof list[0] === 'string' ? list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1]]] : [])) : (list as unknown[][]);
  return whole.flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).filter((one) => one !== undefined && one !== null).map((one): [string, string] => [String(name), String(one)]));
}

const isIterable = (value: object): value is Iterable<unknown> => Symbol.iterator in value;
