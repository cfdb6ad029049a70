import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{b as t}from"./chunk-NAYRJQOH.js";async function a(e,n){try{return await n()}catch(o){let{code:r,message:s}=o;throw(r==="ERR_MODULE_NOT_FOUND"||r==="MODULE_NOT_FOUND")&&s.includes(e)?new t("no-peer",`the package ${e} is not installed: npm install ${e}`):o}}export{a};
