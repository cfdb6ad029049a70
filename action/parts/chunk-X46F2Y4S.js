import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as c,d as f}from"./chunk-KNYNIZQG.js";var p=10,v={error:"error",warning:"warning",note:"notice"};function x({findings:n,problems:r},i=""){let t=new Map([["error",p],["warning",p],["note",p]]),l=[...r.map(({level:e,code:s,message:m,hint:g,file:A,line:b,column:y})=>({severity:e,title:s,text:g===null?m:`${m}
${g}`,place:{file:A,line:b,column:y}})),...n.map(w)],u=l.filter(({severity:e})=>{let s=t.get(e)??0;return t.set(e,s-1),s>0}),a=l.length-u.length;return[...u.map(e=>h(e,i)),...a>0?[`${f(a,"more finding")} without an annotation: a step shows ${p} of a level.`]:[]].map(e=>`${e}
`).join("")}function w({severity:n,rule:r,message:i,fix:t,places:o}){return{severity:n,title:r,text:`${i}
${t}`,place:o[0]}}function h({severity:n,title:r,text:i,place:t},o){let l=t===void 0?[]:[`file=${d(o+t.file)}`,`line=${t.line}`,`col=${t.column}`];return`::${v[n]} ${[...l,`title=${d(r)}`].join(",")}::${$(i)}`}function $(n){return n.split(`
`).map(c).join(`
`).replaceAll("%","%25").replaceAll("\r","%0D").replaceAll(`
`,"%0A")}function d(n){return $(c(n)).replaceAll(":","%3A").replaceAll(",","%2C")}export{x as a};
