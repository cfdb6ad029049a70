import type { Term } from '../model/index.js';
import type { Origin } from './origin.js';

/**
 * Names of functions to which paths are handed without being sent, whoever they belong to: logs, tests and doubles, routes,
 * comparisons, collections, storage, what is shown, browsers under test.
 */
const SILENT_NAMES = new Set([
  'log', 'info', 'warn', 'error', 'debug', 'trace', 'print', 'println', 'write', 'verbose', 'silly', 'fatal',
  'expect', 'it', 'test', 'describe', 'equal', 'equals', 'toBe', 'toEqual', 'toContain', 'toHaveBeenCalledWith', 'assert', 'spyOn', 'mock',
  'mockImplementation', 'mockReturnValue', 'reply', 'replyOnce', 'onGet', 'onPost', 'onPut', 'onPatch', 'onDelete', 'onAny', 'stubRequest', 'persist',
  'intercept', 'route', 'unroute', 'fulfill', 'waitForResponse', 'waitForRequest', 'waitForURL', 'goto', 'visit', 'inject', 'addInteraction',
  'startsWith', 'endsWith', 'includes', 'indexOf', 'match', 'matchAll', 'search', 'split',
  'push', 'unshift', 'add', 'set', 'has', 'append', 'setItem', 'getItem', 'removeItem', 'setex', 'invalidateQueries',
  'on', 'once', 'emit', 'off', 'use', 'all', 'param', 'redirect', 'navigate', 'navigateByUrl', 'render', 'pushState', 'replaceState',
  'createElement', 'jsx', 'jsxs', 'setAttribute', 'writeText',
  'require', 'import',
  'addBreadcrumb', 'captureMessage', 'captureException', 'startSpan', 'startActiveSpan', 'setAttributes', 'setTag', 'startTimer', 'observe', 'trackEvent', 'trackDependency',
]);

/** Packages of which nothing sends what it is given to the platform. */
const SILENT_PACKAGES = new RegExp(
  `^(?:${[
    // Servers, routers and what declares routes.
    'express', 'koa', '@koa/router', 'koa-router', 'fastify', '@fastify/.*', 'hapi', '@hapi/.*', 'restify', 'polka', 'hono', 'h3', 'itty-router', 'find-my-way',
    '@nestjs/(?!axios).*', 'routing-controllers', 'tsoa', '@tsoa/.*', 'inversify-express-utils', '@loopback/rest', '@tsed/.*', 'express-openapi.*', 'swagger-.*', '@asteasolutions/zod-to-openapi',
    'http-proxy-middleware', 'http-proxy', 'cors', 'body-parser', 'helmet', 'react-router', 'react-router-dom', 'vue-router', '@angular/router', 'path-to-regexp',
    // Tests, doubles and contracts.
    'nock', 'sinon', 'chai', 'msw', 'moxios', 'fetch-mock', 'jest-fetch-mock', 'axios-mock-adapter', 'supertest', 'superagent-mock', 'light-my-request', 'vitest', '@jest/globals', 'assert', 'ava', 'tap', 'mocha',
    '@playwright/test', 'playwright', 'puppeteer', 'cypress', 'webdriverio', '@testing-library/.*', '@pact-foundation/.*', 'pact', 'wiremock', 'wiremock-.*', 'miragejs', '@pollyjs/.*', 'mockttp', 'mockserver-.*', 'json-server', '@faker-js/faker',
    // Logs and telemetry.
    'winston', 'pino', 'bunyan', 'debug', 'log4js', 'loglevel', 'consola', 'signale', 'npmlog', 'morgan', 'chalk', '@sentry/.*', '@opentelemetry/.*', 'prom-client', 'newrelic', 'dd-trace', 'applicationinsights', '@microsoft/applicationinsights-.*',
    'hot-shots', 'node-statsd', 'statsd-client', 'elastic-apm-node', '@bugsnag/.*', 'rollbar', 'aws-xray-sdk.*',
    // Caches and storage.
    'lru-cache', 'node-cache', 'keyv', 'cacheable', 'cache-manager', 'redis', 'ioredis', 'memcached', 'memjs', 'level', 'idb', 'idb-keyval', 'localforage', 'quick-lru', 'flat-cache',
    // Of Node, and packages that only compute.
    'fs', 'fs/promises', 'path', 'url', 'util', 'events', 'crypto', 'os', 'stream', 'querystring', 'qs', 'lodash', 'lodash-es', 'lodash/.*', 'lodash\\..*', 'underscore', 'moment', 'dayjs', 'date-fns', 'luxon', 'uuid', 'nanoid', 'dotenv', 'yargs', 'commander',
    'zod', 'joi', 'yup', 'ajv', 'clsx', 'classnames',
  ].join('|')})(?:/.*)?$`,
);

/** Globals of the language, of browsers and of test runners of which nothing sends what it is given. */
const SILENT_GLOBALS = new Set([
  'console', 'Math', 'JSON', 'Date', 'Symbol', 'Reflect', 'Number', 'Boolean', 'Object', 'Array', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Error', 'TypeError', 'RangeError', 'RegExp', 'Intl', 'URL', 'URLSearchParams', 'Headers', 'FormData', 'Request', 'URLPattern',
  'parseInt', 'parseFloat', 'isNaN', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'clearTimeout', 'clearInterval', 'structuredClone', 'alert', 'confirm', 'prompt', 'atob', 'btoa', 'open',
  'performance', 'history', 'location', 'navigator', 'localStorage', 'sessionStorage', 'caches', 'document', 'window', 'crypto', 'Buffer', 'process', 'Notification', 'Image',
  'expect', 'describe', 'it', 'test', 'suite', 'before', 'after', 'beforeEach', 'afterEach', 'beforeAll', 'afterAll', 'jest', 'vi', 'sinon', 'nock', 'cy', 'chai', 'assert',
]);

/** Globals whose instances keep what they are given. */
const COLLECTIONS = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'URLSearchParams', 'Headers', 'FormData']);

export function isSilentName(name: string): boolean {
  return SILENT_NAMES.has(name);
}

/** Whether something outside the program is known to send nothing that it is given. */
export function isSilentOrigin(origin: Origin): boolean {
  return origin.kind === 'module' ? SILENT_PACKAGES.test(origin.name) : SILENT_GLOBALS.has(origin.name);
}

export function isCollection(origin: Origin): boolean {
  return origin.kind === 'global' && COLLECTIONS.has(origin.name);
}

/** The name by which something is called. */
export function calleeName(callee: Term): string {
  switch (callee.t) {
    case 'member':
    case 'global':
      return callee.name;
    case 'import':
      return callee.name === '*' || callee.name === 'default' ? callee.module : callee.name;
    default:
      return '';
  }
}
