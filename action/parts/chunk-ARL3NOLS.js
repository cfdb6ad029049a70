import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
function t(l){let[,n="",e,a]=/^(data\.)?([a-z][\w-]*)\.([\w-]+)(?:\[[^\]]*\])?(?:\.[\w-]+)?$/.exec(l)??[];return e===void 0||a===void 0||e==="var"||e==="each"?void 0:`${n}${e}.${a}`}export{t as a};
