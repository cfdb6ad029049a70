import type { Catalog } from '../catalog/catalog.js';
import { NOWHERE, UNDEFINED, type Item, type Platform, type Term } from '../model/index.js';
import { interpretCommand } from './command.js';
import { interpretHelper, type HelperConfig } from './helpers.js';
import { interpretHttp, isHttpClient } from './http-clients.js';
import { interpretInterceptors } from './interceptors.js';
import { interpretLibrary } from './library.js';
import { Origins, isWindow } from './origin.js';
import { Resolver } from './resolve.js';
import { interpretSdk, sdkPlace, type SdkFacts } from './sdk.js';
import { calleeName, isCollection, isSilentName, isSilentOrigin } from './silent.js';

export type { HelperConfig } from './helpers.js';
export { MARKERS, PLATFORM_MARKERS, SDK_MARKERS } from './markers.js';
export { sdkAliases } from './sdk.js';

export interface PlatformOptions {
  helpers?: readonly HelperConfig[];
  /** Whether the program uses the SDK, so that a call by an SDK name with an unknown receiver is one. */
  usesSdk?: boolean;
  /** Whether the program speaks of the platform anywhere: a host, the SDK, its name. */
  evident?: boolean;
  /** Further names under which the program has the SDK, e.g. npm aliases. */
  sdkModules?: readonly string[];
}

/** The models that the engine asks, over one catalog. */
export function createPlatform(catalog: Catalog, options: PlatformOptions = {}): Platform {
  const resolver = new Resolver(catalog, options.evident ?? true);
  const origins = new Origins();
  const helpers = options.helpers ?? [];
  const sdk: SdkFacts = { catalog, modules: options.sdkModules ?? [], used: options.usesSdk ?? true };
  return {
    interpret(callee, args, construct, ask) {
      const origin = origins.of(callee);
      const helper = interpretHelper(callee, origin, args, helpers, ask);
      if (helper) return { request: helper };
      const command = origin && interpretCommand(origin, args);
      if (command) return { request: command };
      const library = interpretLibrary(callee, origin, args, construct, ask);
      if (library && (library.value ?? library.invokes)) return library;
      const outcome = interpretSdk(callee, origin, args, construct, sdk);
      if (outcome) return outcome;
      if (!origin) return library;
      const request = interpretHttp(origin, args, construct, ask);
      return request ? { request } : (interpretInterceptors(callee, origin, args) ?? library);
    },
    member(of, name) {
      // Options that a caller leaves out hold nothing.
      if (of.t === 'lit' && (of.value === undefined || of.value === null)) return UNDEFINED;
      if (of.t === 'array') return itemAt(of.items, name);
      if (of.t === 'global' && isWindow(of)) return { t: 'global', name, program: of.program };
      if (name === 'href' && (of.t === 'text' || of.t === 'lit')) return of;
      if (name === 'default' && of.t === 'import' && (of.name === '*' || of.name === 'default')) return of;
      if (of.t === 'object' && (PROMISE.has(name) || OBJECT.has(name))) return { t: 'member', of, name, at: NOWHERE };
      return undefined;
    },
    doubles(callee) {
      const origin = origins.of(callee);
      if (!origin) return false;
      if (origin.kind === 'module') return DOUBLE_MODULES.test(origin.name) || (origin.name === 'vitest' && origin.steps[0]?.k === 'member' && origin.steps[0].name === 'vi');
      return DOUBLE_GLOBALS.has(origin.name) && origin.steps.length > 0;
    },
    tests(callee) {
      const origin = origins.of(callee);
      if (!origin) return false;
      return origin.kind === 'module' ? TEST_MODULES.test(origin.name) : origin.steps.length === 0 && TEST_GLOBALS.has(origin.name);
    },
    keeps(callee) {
      if (callee.t === 'member' && (callee.of.t === 'text' || callee.of.t === 'lit')) return true;
      const origin = origins.of(callee);
      if (!origin) return false;
      if (isHttpClient(origin) || KEPT.test(origin.name) || isCollection(origin) || sdkPlace(origin, sdk) !== undefined) return true;
      // Which package an object is from tells what its methods are not.
      return origin.kind === 'module' && (isSilentOrigin(origin) || /^[A-Z]/.test(calleeName(callee)));
    },
    sends: (name) => SENDS.test(name),
    names: (name) => catalog.sdkMethod(name) !== undefined || catalog.sdkLogin(name) !== undefined,
    sdkMethod(term) {
      const place = term.t === 'member' ? sdkPlace(origins.of(term), sdk) : undefined;
      return place?.k === 'method' && (place.name === '*' || catalog.sdkMethod(place.name)) ? place.name : undefined;
    },
    resolveSdk: (name) => resolver.sdk(name),
    resolveRequest: (request, when) => resolver.request(request, when),
    resolveHanded(callee, args, when) {
      const name = calleeName(callee);
      const origin = isSilentName(name) ? undefined : origins.of(callee);
      return isSilentName(name) || (origin && isSilentOrigin(origin)) ? undefined : resolver.handed(name, args, when);
    },
    carries(term) {
      const origin = origins.of(term);
      if (origin) return sdkPlace(origin, sdk) !== undefined || isHttpClient(origin);
      return (term.t === 'text' || term.t === 'lit' || term.t === 'choice') && resolver.carriesPath(term);
    },
  };
}

/** An item of a list by its index as a name; undefined behind a spread of unknown length. */
function itemAt(items: readonly Item[], name: string): Term | undefined {
  const index = Number(name);
  if (!Number.isInteger(index) || items.slice(0, index + 1).some((item) => item.spread)) return undefined;
  return items[index]?.value ?? UNDEFINED;
}

const DOUBLE_MODULES = /^(?:nock|sinon|msw(?:\/.*)?|moxios|fetch-mock|jest-fetch-mock|jest-mock-extended|vitest-mock-extended|axios-mock-adapter|proxyquire|rewire|testdouble|mock-require|ts-mockito|@jest\/globals|aws-sdk-mock|angular\/common\/http\/testing)$/;
const TEST_MODULES = /^(?:vitest|@jest\/globals|test|mocha|ava|tap|tape|uvu|bun:test|@playwright\/test|chai)$/;
const TEST_GLOBALS = new Set(['describe', 'it', 'test', 'suite', 'beforeEach', 'beforeAll', 'expect']);
const SENDS = /^(?:get|post|put|patch|del|delete|head|options|open|ajax|getJSON|send|call|invoke|execute)$|request|fetch|proxy|api|http|(?:^|[a-z])(?:Get|Post|Put|Patch|Delete)|^(?:get|post|put|patch|delete|call|send)[A-Z]/i;
const DOUBLE_GLOBALS = new Set(['jest', 'vi', 'sinon', 'jasmine', 'cy', 'td']);
/** Globals and packages whose results are looked into. */
const KEPT = /^(?:XMLHttpRequest|Request|URL|RegExp|JSON|encodeURI|encodeURIComponent|decodeURI|decodeURIComponent|xmlhttprequest|xhr2|express|@angular\/core)$/;
const PROMISE = new Set(['then', 'catch', 'finally']);
const OBJECT = new Set(['hasOwnProperty', 'toString', 'valueOf', 'bind', 'call', 'apply', 'get', 'has', 'forEach', 'map']);
