import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as r}from"./chunk-ZFHRQVWT.js";import{a as t}from"./chunk-KNYNIZQG.js";import"./chunk-SW73RQZX.js";var c={error:"critical",warning:"major",note:"info"};function a(e){let n=r(e.findings).map(({finding:{rule:o,severity:p,message:s,fix:m,places:i},key:f})=>({description:t(`${s} ${m}`),check_name:o,fingerprint:f.replace(":",""),severity:c[p],location:{path:i[0]?.file??"",lines:{begin:i[0]?.line??1}}}));return`${JSON.stringify(n,null,2)}
`}export{a as gitlabJson};
