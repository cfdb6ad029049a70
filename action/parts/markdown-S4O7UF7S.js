import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a,b,c,d,e}from"./chunk-TUCVHIP3.js";import"./chunk-ZFHRQVWT.js";import"./chunk-W5PIYSFU.js";import"./chunk-KNYNIZQG.js";import"./chunk-DKJLJFRG.js";import"./chunk-SW73RQZX.js";export{d as at,e as escape,c as findingDetails,b as fitted,a as markdownText};
