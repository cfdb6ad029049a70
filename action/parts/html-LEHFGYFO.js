import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as T}from"./chunk-E43FCRNQ.js";import{c as A,d as S}from"./chunk-EZE3N4EB.js";import{a as w,d as $}from"./chunk-KNYNIZQG.js";import{f as j}from"./chunk-F2IJ6OUO.js";import"./chunk-SW73RQZX.js";import{createHash as O}from"node:crypto";var P={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#39;"};function i(e){return w(e).replace(/[&<>"']/g,t=>P[t]??t)}function u(e){return e.split("`").map((t,n)=>n%2===1?`<code>${i(t)}</code>`:i(t)).join("")}function m({file:e,line:t}){return`<code>${i(`${e}:${t}`)}</code>`}function v(e){return i(e.join(" ").toLowerCase().replaceAll("`",""))}function C({client:e,grants:t,needs:n},{calls:r}){if(n.length===0)return"";let a=l=>t.some(c=>c.kind===l),o=new Set(n.flatMap(l=>l.requirements.flatMap(({met:c})=>c))),s=t.map(({name:l,kind:c,role:h},b)=>`<th scope="col" class="grant${o.has(b)?"":" unused"}"><span>${i(l)}${c==="scope"?" (scope)":""}${h===null?"":` (role ${i(h)})`}${o.has(b)?"":", not used"}</span></th>`).join(""),f=n.map(l=>I(l,t.length,a,r)).join(`
`);return`<div data-part><h3>What ${i(e)} calls, and what it is granted</h3>
<div class="scroll" role="region" tabindex="0" aria-label="Endpoints and grants of ${i(e)}"><table>
<caption>${$(n.length,"endpoint")}, ${$(t.length,"grant")}. A dot: the grant gives what the endpoint needs.</caption>
<thead><tr><th scope="col">Endpoint</th><th scope="col">Lacking</th>${s}</tr></thead>
<tbody>
${f}
</tbody></table></div></div>`}function I(e,t,n,r){let{method:a,path:o,requirements:s,places:f}=e,l=new Set(s.flatMap(d=>d.met)),c=s.filter(d=>d.met.length===0&&n(d.kind)),h=Array.from({length:t},(d,p)=>l.has(p)?'<td class="met"><span aria-label="gives it">\u25CF</span></td>':"<td></td>").join(""),b=s.map(({kind:d,anyOf:p,source:y})=>`${d} ${p.join(" or ")}${y==="inferred"?" (inferred)":""}`);return`<tr data-text="${v([a,o,...b,...f.map(({file:d,line:p})=>`${d}:${p}`)])}"><th scope="row"><details><summary><span class="method">${i(a)}</span> ${i(o)}</summary><ul>${b.map(d=>`<li>needs ${i(d)}</li>`).join("")}${f.map(d=>`<li>${F(d,e,r)}</li>`).join("")}</ul></details></th><td class="lacks">${c.map(({anyOf:d})=>i(d.join(" or "))).join("<br>")}</td>${h}</tr>`}function F(e,{method:t,path:n},r){let a=r.find(o=>o.method===t&&o.path===n&&o.file===e.file&&o.line===e.line&&o.column===e.column);return[m(e),...(a===void 0?[]:T(a)).map(m)].join(" \u2192 ")}var k=`
(() => {
  const search = document.querySelector('#search');
  const boxes = [...document.querySelectorAll('.bar input[type=checkbox]')];
  const said = document.querySelector('#shown');
  const items = [...document.querySelectorAll('[data-text]')].map((node) => ({ node, text: node.dataset.text, level: node.dataset.level }));
  const update = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const levels = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    let findings = 0;
    for (const { node, text, level } of items) {
      const fits = words.every((word) => text.includes(word)) && (level === undefined || levels.has(level));
      node.hidden = !fits;
      if (fits && level !== undefined && level !== 'hidden') findings++;
    }
    for (const part of document.querySelectorAll('[data-part]')) part.hidden = part.querySelector('[data-text]:not([hidden])') === null;
    said.textContent = findings === 1 ? '1 finding shown' : findings + ' findings shown';
  };
  search.addEventListener('input', update);
  for (const box of boxes) box.addEventListener('change', update);
  document.querySelector('.bar').hidden = false;
  update();
})();
`;var R=`
:root{color-scheme:light dark;--bg:#fdfdfc;--ink:#1d2126;--dim:#5c6670;--line:#dfe2e6;--card:#fff;--code:#f2f4f6;--error:#b3261e;--warning:#8a5a00;--note:#27609d;--good:#1e6b3a;--accent:#27609d}
@media (prefers-color-scheme:dark){:root{--bg:#14171a;--ink:#e6e8ea;--dim:#9aa4ae;--line:#2e343a;--card:#1b1f23;--code:#252a2f;--error:#ff8a80;--warning:#f2b84b;--note:#8ab8f0;--good:#7bd69a;--accent:#8ab8f0}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
a{color:var(--accent)}
code{font:0.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--code);border-radius:4px;padding:0.05em 0.3em;overflow-wrap:anywhere}
.skip{position:absolute;left:-99em}.skip:focus{left:1em;top:1em;background:var(--card);padding:0.5em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
header,main,footer{max-width:78rem;margin:0 auto;padding:1rem 1.25rem}
header h1{font-size:1.5rem;margin:0.5rem 0 0}
.facts{color:var(--dim);margin:0.25rem 0 0}
.counts{display:flex;gap:0.5rem;flex-wrap:wrap;margin:1rem 0 0;padding:0;list-style:none}
.counts li{border:1px solid var(--line);border-radius:8px;padding:0.4rem 0.9rem;background:var(--card)}
.counts b{font-size:1.25rem;margin-right:0.35rem}
nav ul{display:flex;gap:0.25rem 1.25rem;flex-wrap:wrap;list-style:none;padding:0;margin:0.75rem 0 0}
.error{color:var(--error)}.warning{color:var(--warning)}.note{color:var(--note)}.good{color:var(--good)}
.bar{position:sticky;top:0;z-index:3;background:var(--bg);border-bottom:1px solid var(--line);display:flex;gap:0.5rem 1.25rem;flex-wrap:wrap;align-items:center;padding:0.6rem 0;margin-bottom:1rem}
.bar input[type=search]{font:inherit;color:inherit;background:var(--card);border:1px solid var(--dim);border-radius:6px;padding:0.35rem 0.6rem;min-width:16rem;flex:1 1 16rem}
.bar label{white-space:nowrap}
.bar output{color:var(--dim)}
section.app{border-top:3px solid var(--line);margin-top:2rem;padding-top:0.5rem}
h2{font-size:1.25rem;margin:0.5rem 0}
h3{font-size:1rem;margin:1.5rem 0 0.5rem}
h3.inline{display:inline}
.finding{background:var(--card);border:1px solid var(--line);border-left-width:4px;border-radius:8px;margin:0.5rem 0;padding:0.1rem 0.9rem}
.finding.error{border-left-color:var(--error)}.finding.warning{border-left-color:var(--warning)}.finding.note{border-left-color:var(--note)}
.finding,.finding summary,.finding dd{color:var(--ink)}
summary{cursor:pointer;padding:0.45rem 0}
.rule{font-weight:600;white-space:nowrap}
.finding.error .rule{color:var(--error)}.finding.warning .rule{color:var(--warning)}.finding.note .rule{color:var(--note)}
.where{color:var(--dim);font-size:0.9em}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0.25rem 1rem;margin:0 0 0.75rem}
dt{color:var(--dim)}dd{margin:0;min-width:0}
ol,ul{margin:0.25rem 0;padding-left:1.25rem}
.scroll{overflow:auto;max-height:75vh;border:1px solid var(--line);border-radius:8px;background:var(--card)}
table{border-collapse:separate;border-spacing:0;font-size:0.9rem}
caption{text-align:left;padding:0.5rem 0.75rem;color:var(--dim)}
th,td{border-bottom:1px solid var(--line);border-right:1px solid var(--line);padding:0.3rem 0.5rem;text-align:center;vertical-align:middle}
thead th{position:sticky;top:0;background:var(--card);z-index:2;vertical-align:bottom;font-weight:500}
thead th.grant span{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap;max-height:22rem;overflow:hidden;text-overflow:ellipsis}
thead th.unused{color:var(--warning)}
tbody th{position:sticky;left:0;background:var(--card);z-index:1;text-align:left;font-weight:400;min-width:22rem;max-width:34rem}
thead th:first-child{left:0;z-index:3}
thead th:nth-child(-n+2){text-align:left}
td.met{color:var(--good);font-weight:700}
td.lacks{text-align:left;color:var(--error);min-width:14rem}
.method{display:inline-block;min-width:4.2em;font-weight:600}
[hidden]{display:none!important}
@media (max-width:40rem){tbody th{min-width:12rem}dl{grid-template-columns:1fr}dt{margin-top:0.4rem}.bar{position:static}}
@media print{.bar,.skip{display:none}.scroll{max-height:none;overflow:visible}details{break-inside:avoid}}
`;function se(e){let t=e.findings.filter(({application:r})=>!e.applications.some(({name:a})=>a===r));return`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${`default-src 'none'; style-src '${z(R)}'; script-src '${z(k)}'; base-uri 'none'; form-action 'none'`}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>scope-audit: ${i(A(e.counts))}</title>
<style>${R}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the findings</a>
<header>
<h1>scope-audit</h1>
<p class="facts">${i(e.date)} \xB7 version ${i(e.tool.version)} \xB7 catalog of ${i(e.catalog.date)} (<code>${i(e.catalog.hash)}</code>) \xB7 ${$(e.files.analysed,"file")} followed of ${e.files.considered}</p>
<ul class="counts">${M(e)}</ul>
${H(e)}
</header>
<main id="main">
${U()}
${Y(e)}
${e.applications.map(r=>B(r,e)).join(`
`)}
${t.length>0||e.ungoverned.calls.length+e.ungoverned.unresolved.length>0?V(t,e):""}
</main>
<footer class="facts">Nothing on this page was loaded from elsewhere, and nothing is sent.</footer>
<script>${k}</script>
</body>
</html>
`}function z(e){return`sha256-${O("sha256").update(e).digest("base64")}`}function M(e){let t=(n,r,a)=>`<li class="${n===0?"":a}"><b>${n}</b>${r}</li>`;return[...j.map(n=>t(e.counts[n],e.counts[n]===1?n:`${n}s`,n)),t(S(e),"not resolved","warning"),t(e.hidden.length,"hidden","")].join("")}function H({applications:e}){return e.length<2?"":`<nav aria-label="Applications"><ul>${e.map(({name:t},n)=>`<li><a href="#app-${n}">${i(t)}</a></li>`).join("")}</ul></nav>`}function U(){let e=(t,n)=>`<label><input type="checkbox" value="${t}" checked> ${n}</label>`;return`<div class="bar" role="search" hidden><label for="search">Search</label><input type="search" id="search" placeholder="endpoint, permission, file, rule" autocomplete="off">${e("error","errors")}${e("warning","warnings")}${e("note","notes")}${e("hidden","hidden")}<output id="shown" aria-live="polite"></output></div>`}function Y({problems:e}){return e.length===0?"":`<section aria-label="Problems with the input"><h2>Problems with the input</h2><ul>${e.map(({level:t,message:n,hint:r,file:a,line:o})=>`<li><span class="${t}">${t}</span> ${m({file:a,line:o})} ${u(n)}${r===null?"":` ${u(r)}`}</li>`).join("")}</ul></section>`}function B(e,t){let n=o=>o.filter(s=>s.application===e.name),r=t.applications.indexOf(e),a=e.clients.map(({name:o,grant:s})=>`${o}${s===null?"":` (${s})`}`).join(", ");return`<section class="app" id="app-${r}" aria-labelledby="app-${r}-name" data-part>
<h2 id="app-${r}-name">${i(e.name)}</h2>
<p class="facts"><code>${i(e.manifest)}</code> \xB7 ${i(a)} \xB7 ${$(e.calls.length,"call")}</p>
${E(n(t.findings))}
${e.coverage.map(o=>C(o,e)).join(`
`)}
${L(e.unresolved)}
${W(n(t.hidden))}
</section>`}function V(e,{ungoverned:t}){return`<section class="app" aria-labelledby="stray" data-part><h2 id="stray">Code without a manifest</h2>${E(e)}${L(t.unresolved)}</section>`}function E(e){return e.length===0?'<p class="good">No findings.</p>':e.map(t=>q(t,t.severity)).join(`
`)}function q(e,t,n=""){let{severity:r,rule:a,message:o,why:s,fix:f,places:l,client:c,environment:h,unproven:b}=e,[d]=l,p=(g,x)=>x===""?"":`<dt>${g}</dt><dd>${x}</dd>`,y=[c===null?"":`client ${c}`,h===null?"":`environment ${h}`].filter(g=>g!=="").join(", ");return`<details class="finding ${r}" data-level="${t}" data-text="${v([a,o,s,f,...l.map(({file:g,line:x,note:N})=>`${g}:${x} ${N}`)])}">
<summary><span class="rule">${r} ${a}</span> ${u(o)}${b?" <i>(unproven)</i>":""}${d===void 0?"":` <span class="where">${m(d)}</span>`}</summary>
<dl>${p("where",`<ol>${l.map(g=>`<li>${m(g)} ${u(g.note)}</li>`).join("")}</ol>`)}${p("for",i(y))}${p("why",u(s))}${p("fix",u(f))}${n}</dl>
</details>`}function L(e){return e.length===0?"":`<div data-part><h3>Not resolved</h3><ul>${e.map(({file:t,line:n,reason:r,seen:a,evidence:o})=>`<li data-text="${v([`${t}:${n}`,r,a])}">${m({file:t,line:n})} <code>${i(a)}</code> ${i(r)}${o.length>1?` <span class="where">through ${o.slice(0,6).map(m).join(", ")}</span>`:""}</li>`).join("")}</ul></div>`}function W(e){if(e.length===0)return"";let t=n=>{let{hidden:r}=n;return`<dt>hidden by</dt><dd>${r.by==="suppression"?`${m(r.place)} ${u(w(r.reason))}`:r.by==="baseline"?"the baseline":"the configuration"}</dd>`};return`<details data-part><summary><h3 class="inline">Hidden: ${$(e.length,"finding")}</h3></summary>${e.map(n=>q(n,"hidden",t(n))).join(`
`)}</details>`}export{se as htmlPage};
