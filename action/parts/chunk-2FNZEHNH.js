import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as p,d as g}from"./chunk-KNYNIZQG.js";var s=10,y={error:"error",warning:"warning",note:"notice"};function j({findings:n,problems:o}){let r=new Map([["error",s],["warning",s],["note",s]]),i=[...o.map(({level:t,code:l,message:a,hint:m,file:$,line:A,column:b})=>({severity:t,title:l,text:m===null?a:`${a}
${m}`,place:{file:$,line:A,column:b}})),...n.map(v)],c=i.filter(({severity:t})=>{let l=r.get(t)??0;return r.set(t,l-1),l>0}),u=i.length-c.length;return[...c.map(t=>w(t)),...u>0?[`${g(u,"more finding")} without an annotation: a step shows ${s} of a level.`]:[]].map(t=>`${t}
`).join("")}function v({severity:n,rule:o,message:r,fix:e,places:i}){return{severity:n,title:o,text:`${r}
${e}`,place:i[0]}}function w({severity:n,title:o,text:r,place:e}){let i=e===void 0?[]:[`file=${f(e.file)}`,`line=${e.line}`,`col=${e.column}`];return`::${y[n]} ${[...i,`title=${f(o)}`].join(",")}::${d(r)}`}function d(n){return n.split(`
`).map(p).join(`
`).replaceAll("%","%25").replaceAll("\r","%0D").replaceAll(`
`,"%0A")}function f(n){return d(p(n)).replaceAll(":","%3A").replaceAll(",","%2C")}export{j as a};
