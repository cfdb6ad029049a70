import type { Catalog } from '../catalog/catalog.js';
import type { Item, Outcome, Term } from '../model/index.js';
import { UNDEFINED, literalText } from '../model/index.js';
import { originOf, type Step } from './origin.js';

/** The official JavaScript SDK, as packages and as the name under which its browser bundle offers itself. */
const SDK_MODULE = /^(?:purecloud-platform-client-v2(?:\/.*)?|platformClient|.*sdk-cdn\.[^/]+\/javascript\/.*purecloud-platform-client-v2.*)$/;
const SDK_GLOBAL = 'platformClient';

/** Members of an API object that are no calls. */
const PLAIN_MEMBERS = new Set(['apiClient', 'constructor', 'then', 'catch', 'finally', 'toString']);

export type SdkPlace =
  | { k: 'root' }
  | { k: 'class'; name: string }
  | { k: 'instance'; name: string }
  | { k: 'method'; name: string }
  | { k: 'client-class' }
  | { k: 'client' }
  | { k: 'client-method'; name: string }
  | { k: 'other' };

/** What part of the SDK a term is; undefined when it does not come from the SDK. */
export function sdkPlace(term: Term, catalog: Catalog): SdkPlace | undefined {
  const origin = originOf(term);
  if (!origin) return undefined;
  const isSdk = origin.kind === 'module' ? SDK_MODULE.test(origin.name) : origin.name === SDK_GLOBAL;
  if (!isSdk) return undefined;
  let place: SdkPlace = { k: 'root' };
  for (const step of origin.steps) place = next(place, step, catalog);
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
export function interpretSdk(callee: Term, args: readonly Item[], construct: boolean, catalog: Catalog, usesSdk: boolean): Outcome | undefined {
  const place = sdkPlace(callee, catalog);
  if (place?.k === 'method') return { sdk: { name: place.name, receiver: true } };
  if (place?.k === 'client-method') {
    const grant = catalog.sdkLogin(place.name);
    if (grant) return { login: { name: place.name, grant } };
    if (place.name === 'callApi') {
      return { request: { url: args[0]?.value ?? UNDEFINED, method: args[1]?.value ?? UNDEFINED, base: API_BASE, via: 'http' } };
    }
    return { harmless: true };
  }
  if (place) return { harmless: true };
  if (callee.t !== 'member' || construct) return undefined;
  const grant = catalog.sdkLogin(callee.name);
  if (grant && usesSdk) return { login: { name: callee.name, grant } };
  if (usesSdk && catalog.sdkMethod(callee.name) && couldBeSdk(callee.of)) return { sdk: { name: callee.name, receiver: false } };
  return undefined;
}

/** `callApi` takes paths below the host. */
const API_BASE: Term = { t: 'text', parts: [{ t: 'unknown' }] };

/** Test doubles are never the SDK, whatever their methods are called. */
const DOUBLES = new Set(['jest', 'vi', 'sinon', 'td', 'mock', 'expect', 'spyOn', 'createSpyObj', 'jasmine', 'cy', 'console', 'Math', 'JSON', 'Object']);

function couldBeSdk(of: Term): boolean {
  const origin = originOf(of);
  if (origin?.kind === 'global' && DOUBLES.has(origin.name)) return false;
  return of.t !== 'lit' || of.value === undefined || of.value === null;
}

/** The name in a `['m'] = require` style dispatch: text that names an SDK method. */
export function sdkMethodName(term: Term, catalog: Catalog): string | undefined {
  const name = literalText(term);
  return name !== undefined && catalog.sdkMethod(name) ? name : undefined;
}
