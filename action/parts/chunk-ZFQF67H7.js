import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
function r(n){let[,l="",e,a]=/^(data\.)?([a-z][\w-]*)\.([\w-]+)(?:\[[^\]]*\])?(?:\.[\w-]+)?$/.exec(n)??[];return e===void 0||a===void 0||e==="var"||e==="each"?void 0:`${l}${e}.${a}`}export{r as a};
