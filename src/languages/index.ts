import type { Language } from '../model/index.js';
import { javascript } from './javascript/index.js';
import { json } from './json/index.js';

/** The languages that are read, each by its front end. */
export const LANGUAGES: readonly Language[] = [javascript, json];
