import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a}from"./chunk-2FNZEHNH.js";import"./chunk-KNYNIZQG.js";import"./chunk-SW73RQZX.js";export{a as githubCommands};
