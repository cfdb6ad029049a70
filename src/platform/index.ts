import type { Catalog } from '../catalog/catalog.js';
import type { Platform } from '../model/index.js';
import { interpretHelper, type HelperConfig } from './helpers.js';
import { interpretHttp, isHttpClient } from './http-clients.js';
import { interpretLibrary } from './library.js';
import { isWindow, originOf } from './origin.js';
import { Resolver } from './resolve.js';
import { interpretSdk, sdkPlace } from './sdk.js';

export type { HelperConfig } from './helpers.js';
export { MARKERS, SDK_MARKERS } from './markers.js';

export interface PlatformOptions {
  helpers?: readonly HelperConfig[];
  /** Whether the program uses the SDK, so that a call by an SDK name with an unknown receiver is one. */
  usesSdk?: boolean;
}

/** The models that the engine asks, over one catalog. */
export function createPlatform(catalog: Catalog, options: PlatformOptions = {}): Platform {
  const resolver = new Resolver(catalog);
  const helpers = options.helpers ?? [];
  const usesSdk = options.usesSdk ?? true;
  return {
    interpret(callee, args, construct, ask) {
      const helper = interpretHelper(callee, args, helpers, ask);
      if (helper) return { request: helper };
      const library = interpretLibrary(callee, args, construct, ask);
      if (library && (library.value ?? library.invokes)) return library;
      const sdk = interpretSdk(callee, args, construct, catalog, usesSdk);
      if (sdk) return sdk;
      const request = interpretHttp(callee, args, construct, ask);
      return request ? { request } : library;
    },
    member(of, name) {
      if (of.t === 'global' && isWindow(of)) return { t: 'global', name, program: of.program };
      if (name === 'href' && (of.t === 'text' || of.t === 'lit')) return of;
      if (name === 'default' && of.t === 'import' && (of.name === '*' || of.name === 'default')) return of;
      if (of.t === 'object' && (PROMISE.has(name) || OBJECT.has(name))) return { t: 'member', of, name, at: NOWHERE };
      return undefined;
    },
    doubles(callee) {
      const origin = originOf(callee);
      if (!origin) return false;
      if (origin.kind === 'module') return DOUBLE_MODULES.test(origin.name) || (origin.name === 'vitest' && origin.steps[0]?.k === 'member' && origin.steps[0].name === 'vi');
      return DOUBLE_GLOBALS.has(origin.name) && origin.steps.length > 0;
    },
    keeps(callee) {
      if (callee.t === 'member' && (callee.of.t === 'text' || callee.of.t === 'lit')) return true;
      const origin = originOf(callee);
      if (!origin) return false;
      return sdkPlace(callee, catalog) !== undefined || isHttpClient(callee) || KEPT.test(origin.name);
    },
    names: (name) => catalog.sdkMethod(name) !== undefined || catalog.sdkLogin(name) !== undefined,
    sdkMethod(term) {
      const place = term.t === 'member' ? sdkPlace(term, catalog) : undefined;
      return place?.k === 'method' && catalog.sdkMethod(place.name) ? place.name : undefined;
    },
    resolveSdk: (name) => resolver.sdk(name),
    resolveRequest: (request, when) => resolver.request(request, when),
    resolveHanded: (callee, args, when) => resolver.handed(callee, args, when),
    carries: (term) => sdkPlace(term, catalog) !== undefined || isHttpClient(term) || ((term.t === 'text' || term.t === 'lit' || term.t === 'choice') && resolver.carriesPath(term)),
  };
}

const DOUBLE_MODULES = /^(?:nock|sinon|msw(?:\/.*)?|moxios|fetch-mock|jest-fetch-mock|jest-mock-extended|vitest-mock-extended|axios-mock-adapter|proxyquire|rewire|testdouble|mock-require|ts-mockito|@jest\/globals|aws-sdk-mock|angular\/common\/http\/testing)$/;
const DOUBLE_GLOBALS = new Set(['jest', 'vi', 'sinon', 'jasmine', 'cy', 'td']);
/** Globals and packages whose results are looked into. */
const KEPT = /^(?:XMLHttpRequest|Request|URL|RegExp|JSON|encodeURI|encodeURIComponent|decodeURI|decodeURIComponent|xmlhttprequest|xhr2|express|@angular\/core)$/;
const NOWHERE = { file: '', line: 0, column: 0 };
const PROMISE = new Set(['then', 'catch', 'finally']);
const OBJECT = new Set(['hasOwnProperty', 'toString', 'valueOf', 'bind', 'call', 'apply', 'get', 'has', 'forEach', 'map']);

export { originOf };
