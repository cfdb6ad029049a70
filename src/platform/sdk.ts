import type { Catalog } from '../catalog/catalog.js';
import type { Item, Outcome, Term } from '../model/index.js';
import { UNDEFINED } from '../model/index.js';
import { isOfPlatformClass, mayBeSdk } from './by-name.js';
import type { Origin, Step } from './origin.js';

/** The official JavaScript SDK: from npm, by URL, as a file, and as the name under which its browser bundle offers itself. */
const SDK_MODULE = /^platformClient$|(?:^|[/:])purecloud-platform-client-v2(?:[@/.].*)?$/;
const SDK_GLOBAL = 'platformClient';

/** Members of an API object that are no calls. */
const PLAIN_MEMBERS = new Set(['apiClient', 'constructor', 'then', 'catch', 'finally', 'toString']);

/** What is known of the SDK, and of how a program uses it. */
export interface SdkFacts {
  catalog: Catalog;
  /** Further names under which the program has the SDK. */
  modules: readonly string[];
  /** Whether the program uses the SDK at all, so that a call by an SDK name with an unknown receiver is one. */
  used: boolean;
}

export type SdkPlace =
  | { k: 'root' }
  | { k: 'class'; name: string }
  | { k: 'instance'; name: string }
  | { k: 'method'; name: string }
  | { k: 'client-class' }
  | { k: 'client' }
  | { k: 'client-method'; name: string }
  | { k: 'other' };

/** What part of the SDK something is; undefined when it does not come from the SDK. */
export function sdkPlace(origin: Origin | undefined, sdk: SdkFacts): SdkPlace | undefined {
  if (!origin) return undefined;
  const isSdk = origin.kind === 'module' ? SDK_MODULE.test(origin.name) || sdk.modules.includes(origin.name) : origin.name === SDK_GLOBAL;
  if (!isSdk) return undefined;
  let place: SdkPlace = { k: 'root' };
  for (const step of origin.steps) place = next(place, step, sdk.catalog);
  return place;
}

function next(place: SdkPlace, step: Step, catalog: Catalog): SdkPlace {
  if (step.k === 'call') {
    if (place.k === 'class' && step.call.construct) return { k: 'instance', name: place.name };
    if (place.k === 'client-class' && step.call.construct) return { k: 'client' };
    return { k: 'other' };
  }
  switch (place.k) {
    case 'root':
      if (step.name === 'ApiClient') return { k: 'client-class' };
      if (catalog.hasSdkClass(step.name)) return { k: 'class', name: step.name };
      return step.name === 'platformClient' ? place : { k: 'other' };
    case 'class':
      return step.name === 'prototype' ? { k: 'instance', name: place.name } : { k: 'other' };
    case 'instance':
      if (step.name === 'apiClient') return { k: 'client' };
      return PLAIN_MEMBERS.has(step.name) ? { k: 'other' } : { k: 'method', name: step.name };
    case 'client-class':
      return step.name === 'instance' ? { k: 'client' } : { k: 'other' };
    case 'client':
      return { k: 'client-method', name: step.name };
    default:
      return { k: 'other' };
  }
}

/** Interprets a call whose callee comes from the SDK, or has the name of an SDK method and an unknown receiver. */
export function interpretSdk(callee: Term, origin: Origin | undefined, args: readonly Item[], construct: boolean, sdk: SdkFacts): Outcome | undefined {
  const place = sdkPlace(origin, sdk);
  if (place?.k === 'method') return { sdk: { name: place.name, receiver: true } };
  if (place?.k === 'client-method') {
    const grant = sdk.catalog.sdkLogin(place.name);
    if (grant) return { login: { name: place.name, grant } };
    if (place.name === 'callApi') {
      return { request: { url: args[0]?.value ?? UNDEFINED, method: args[1]?.value ?? UNDEFINED, base: API_BASE, via: 'http' } };
    }
    return { harmless: true };
  }
  if (place) return { harmless: true };
  const isUsed = sdk.used || isOfPlatformClass(origin, (name) => sdk.catalog.hasSdkClass(name));
  if (callee.t !== 'member' || construct || !isUsed) return undefined;
  const grant = sdk.catalog.sdkLogin(callee.name);
  if (grant) return { login: { name: callee.name, grant } };
  if (sdk.catalog.sdkMethod(callee.name) && mayBeSdk(callee.name, callee.of, origin)) return { sdk: { name: callee.name, receiver: false } };
  return undefined;
}

/** `callApi` takes paths below the host. */
const API_BASE: Term = { t: 'text', parts: [{ t: 'unknown' }] };

/** Names that a package file gives to the SDK: `"genesys": "npm:purecloud-platform-client-v2@219"`. */
export function sdkAliases(packageFile: string): readonly string[] {
  return [...packageFile.matchAll(/"([^"\s]+)"\s*:\s*"npm:purecloud-platform-client-v2(?:@[^"]*)?"/g)].map((match) => match[1] ?? '');
}
