import { canRepeat } from '../authorised-fetch.js';
import type { TokenManager } from '../token-manager.js';
import { discardAxios, headerNamed, isPlain, readAxios, sendByAxios, settle } from './axios-shapes.js';

interface AxiosConfig {
  url?: string;
  method?: string;
  data?: unknown;
  headers: { concat: (headers: Record<string, string>) => unknown };
  signal?: unknown;
  adapter?: unknown;
}

type Adapter = (config: AxiosConfig) => Promise<unknown>;

/** What is needed of an instance of axios. */
export interface AxiosInstance {
  getUri: (config: never) => string;
  interceptors: { request: { use: (interceptor: never) => number; eject: (id: number) => void } };
}

/** What is needed of axios itself, from 1.5 on. */
export interface Axios extends AxiosInstance {
  getAdapter: (names: never) => unknown;
}

/**
 * Has axios, or an instance of it, send its requests to the API with the manager's token. Those to other hosts, and those that bring an
 * `Authorization` of their own, are left alone. Returns a function that ends it.
 */
export function authoriseAxios(axios: Axios, manager: TokenManager, instance: AxiosInstance = axios): () => void {
  const intercept = (config: AxiosConfig): AxiosConfig => {
    // A path alone leads nowhere, and is left to axios to complain of.
    const url = new URL(instance.getUri(config as never), 'http://none.invalid');
    if (url.origin !== manager.hosts.api || headerNamed(config.headers, 'authorization') !== undefined) return config;
    const adapter = axios.getAdapter(config.adapter as never) as Adapter;
    return { ...config, adapter: (whole: AxiosConfig) => authorised(url, { ...whole, adapter: config.adapter }, adapter) };
  };

  /** Within all interceptors and transformations, so that none of them meets a request twice. */
  async function authorised(url: URL, config: AxiosConfig, adapter: Adapter): Promise<unknown> {
    return settle(
      await manager.request({
        method: (config.method ?? 'get').toUpperCase(),
        url,
        canRepeat: canRepeat(config.data) || isPlain(config.data),
        signal: config.signal instanceof AbortSignal ? config.signal : undefined,
        send: (authorization) => sendByAxios(() => adapter({ ...config, headers: config.headers.concat({ Authorization: authorization }) as AxiosConfig['headers'] })),
        read: readAxios,
        discard: discardAxios,
      }),
    );
  }

  const id = instance.interceptors.request.use(intercept as never);
  return () => {
    instance.interceptors.request.eject(id);
  };
}
