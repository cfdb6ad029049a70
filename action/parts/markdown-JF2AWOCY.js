import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a,b,c,d,e}from"./chunk-JY2SJSZM.js";import"./chunk-ZFHRQVWT.js";import"./chunk-5REXWCS4.js";import"./chunk-KNYNIZQG.js";import"./chunk-QNZSM2F7.js";import"./chunk-SW73RQZX.js";export{d as at,e as escape,c as findingDetails,b as fitted,a as markdownText};
