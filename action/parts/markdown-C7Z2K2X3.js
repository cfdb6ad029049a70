import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a,b,c,d,e}from"./chunk-OIHV3RYJ.js";import"./chunk-ZFHRQVWT.js";import"./chunk-EZE3N4EB.js";import"./chunk-KNYNIZQG.js";import"./chunk-F2IJ6OUO.js";import"./chunk-SW73RQZX.js";export{d as at,e as escape,c as findingDetails,b as fitted,a as markdownText};
