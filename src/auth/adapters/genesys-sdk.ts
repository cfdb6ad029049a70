import { canRepeat } from '../authorised-fetch.js';
import type { TokenManager } from '../token-manager.js';
import { discardAxios, headerNamed, isPlain, readAxios, sendByAxios, settle, type AxiosAnswer } from './axios-shapes.js';

/** A request as the SDK hands it to its HTTP client. */
interface SdkRequest {
  url: string;
  method: string;
  headers?: Record<string, unknown>;
  data?: unknown;
}

/** The SDK's interface of HTTP clients, `AbstractHttpClient`. */
interface SdkHttpClient {
  request: (options: never) => Promise<unknown>;
  setTimeout: (timeout: number) => void;
  setHttpsAgent: (agent: never) => void;
  setPreHook: (hook: never) => void;
  setPostHook: (hook: never) => void;
}

interface SdkApiClient {
  getHttpClient: () => SdkHttpClient;
  setHttpClient: (client: never) => void;
  setAccessToken: (token: string) => void;
}

/** What is needed of `purecloud-platform-client-v2`. */
export interface GenesysSdk {
  ApiClient: { instance: SdkApiClient };
}

/**
 * Has the official JavaScript SDK (`purecloud-platform-client-v2`) send its requests with the manager's token, through the HTTP client that it
 * had before, so that its proxies, certificates, hooks and time-outs stay. Returns a function that gives it that client back.
 * Requests that bring an `Authorization` of their own are left alone: logins, guests of a web chat.
 */
export function authoriseSdk(sdk: GenesysSdk, manager: TokenManager): () => void {
  const api = sdk.ApiClient.instance;
  const inner = api.getHttpClient();
  let shown = '';

  /** The SDK has a place for the token, where code may read it. */
  const show = (): void => {
    shown = manager.peek()?.reveal() ?? '';
    api.setAccessToken(shown);
  };

  const isOwn = (authorization: unknown): boolean => authorization !== undefined && authorization !== `Bearer ${shown}`;

  const send = (options: SdkRequest, authorization: string): Promise<AxiosAnswer> => {
    const headers = Object.entries(options.headers ?? {}).filter(([name]) => name.toLowerCase() !== 'authorization');
    // The SDK's client takes nothing but its own class of options.
    const empty = Object.create(Object.getPrototypeOf(options) as object) as object;
    return sendByAxios(() => inner.request(Object.assign(empty, options, { headers: { ...Object.fromEntries(headers), Authorization: authorization } }) as never));
  };

  async function request(options: SdkRequest): Promise<unknown> {
    const url = new URL(options.url);
    if (isOwn(headerNamed(options.headers, 'authorization')) || url.pathname.endsWith('/oauth/token')) return inner.request(options as never);
    return settle(
      await manager.request({
        method: options.method,
        url,
        canRepeat: canRepeat(options.data) || isPlain(options.data),
        send: (authorization) => send(options, authorization),
        read: readAxios,
        discard: discardAxios,
      }),
    );
  }

  const stopShowing = manager.on('mint.ok', show);
  show();
  api.setHttpClient(within(inner, request) as never);
  return () => {
    stopShowing();
    api.setHttpClient(inner as never);
    api.setAccessToken('');
  };
}

/** An HTTP client like another in everything but how it sends; whatever is set on it is set on the other. */
function within(inner: SdkHttpClient, request: (options: SdkRequest) => Promise<unknown>): SdkHttpClient {
  return new Proxy(inner, {
    get: (target, name) => {
      if (name === 'request') return request;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set: (target, name, value) => Reflect.set(target, name, value),
  });
}
