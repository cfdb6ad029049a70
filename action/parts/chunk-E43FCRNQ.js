import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
function p({evidence:r,file:l,line:t}){return r.filter(e=>(e.role==="wrapper"||e.role==="request")&&!(e.file===l&&e.line===t)).reverse()}export{p as a};
