import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as x,d as f}from"./chunk-KNYNIZQG.js";import{f as k}from"./chunk-DKJLJFRG.js";import"./chunk-SW73RQZX.js";import{createHash as P}from"node:crypto";var E={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#39;"};function i(e){return x(e).replace(/[&<>"']/g,n=>E[n]??n)}function h(e){return e.split("`").map((n,t)=>t%2===1?`<code>${i(n)}</code>`:i(n)).join("")}function m({file:e,line:n}){return`<code>${i(`${e}:${n}`)}</code>`}function v(e){return i(e.join(" ").toLowerCase().replaceAll("`",""))}function A({client:e,grants:n,needs:t},{calls:r}){if(t.length===0)return"";let d=l=>n.some(c=>c.kind===l),o=new Set(t.flatMap(l=>l.requirements.flatMap(({met:c})=>c))),a=n.map(({name:l,kind:c,role:b},$)=>`<th scope="col" class="grant${o.has($)?"":" unused"}"><span>${i(l)}${c==="scope"?" (scope)":""}${b===null?"":` (role ${i(b)})`}${o.has($)?"":", not used"}</span></th>`).join(""),g=t.map(l=>L(l,n.length,d,r)).join(`
`);return`<div data-part><h3>What ${i(e)} calls, and what it is granted</h3>
<div class="scroll" role="region" tabindex="0" aria-label="Endpoints and grants of ${i(e)}"><table>
<caption>${f(t.length,"endpoint")}, ${f(n.length,"grant")}. A dot: the grant gives what the endpoint needs.</caption>
<thead><tr><th scope="col">Endpoint</th><th scope="col">Lacking</th>${a}</tr></thead>
<tbody>
${g}
</tbody></table></div></div>`}function L(e,n,t,r){let{method:d,path:o,requirements:a,places:g}=e,l=new Set(a.flatMap(s=>s.met)),c=a.filter(s=>s.met.length===0&&t(s.kind)),b=Array.from({length:n},(s,p)=>l.has(p)?'<td class="met"><span aria-label="gives it">\u25CF</span></td>':"<td></td>").join(""),$=a.map(({kind:s,anyOf:p,source:y})=>`${s} ${p.join(" or ")}${y==="inferred"?" (inferred)":""}`);return`<tr data-text="${v([d,o,...$,...g.map(({file:s,line:p})=>`${s}:${p}`)])}"><th scope="row"><details><summary><span class="method">${i(d)}</span> ${i(o)}</summary><ul>${$.map(s=>`<li>needs ${i(s)}</li>`).join("")}${g.map(s=>`<li>${N(s,e,r)}</li>`).join("")}</ul></details></th><td class="lacks">${c.map(({anyOf:s})=>i(s.join(" or "))).join("<br>")}</td>${b}</tr>`}function N(e,{method:n,path:t},r){let o=(r.find(a=>a.method===n&&a.path===t&&a.file===e.file&&a.line===e.line&&a.column===e.column)?.evidence??[]).filter(({role:a,file:g,line:l})=>(a==="wrapper"||a==="request")&&!(g===e.file&&l===e.line)).reverse();return[m(e),...o.map(m)].join(" \u2192 ")}var R=`
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
`;var j=`
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
`;function ie(e){let n=e.findings.filter(({application:r})=>!e.applications.some(({name:d})=>d===r));return`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${`default-src 'none'; style-src '${S(j)}'; script-src '${S(R)}'; base-uri 'none'; form-action 'none'`}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>scope-audit: ${i(I(e))}</title>
<style>${j}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the findings</a>
<header>
<h1>scope-audit</h1>
<p class="facts">${i(e.date)} \xB7 version ${i(e.tool.version)} \xB7 catalog of ${i(e.catalog.date)} (<code>${i(e.catalog.hash)}</code>) \xB7 ${f(e.files.analysed,"file")} followed of ${e.files.considered}</p>
<ul class="counts">${F(e)}</ul>
${M(e)}
</header>
<main id="main">
${O()}
${H(e)}
${e.applications.map(r=>Y(r,e)).join(`
`)}
${n.length>0||e.ungoverned.calls.length+e.ungoverned.unresolved.length>0?B(n,e):""}
</main>
<footer class="facts">Nothing on this page was loaded from elsewhere, and nothing is sent.</footer>
<script>${R}</script>
</body>
</html>
`}function S(e){return`sha256-${P("sha256").update(e).digest("base64")}`}function I({counts:e}){let n=k.filter(t=>e[t]>0).map(t=>f(e[t],t));return n.length===0?"no findings":n.join(", ")}function F(e){let n=new Set([...e.applications,e.ungoverned].flatMap(r=>r.unresolved.map(({file:d,line:o,column:a})=>`${d}:${o}:${a}`))).size,t=(r,d,o)=>`<li class="${r===0?"":o}"><b>${r}</b>${d}</li>`;return[...k.map(r=>t(e.counts[r],e.counts[r]===1?r:`${r}s`,r)),t(n,"not resolved","warning"),t(e.hidden.length,"hidden","")].join("")}function M({applications:e}){return e.length<2?"":`<nav aria-label="Applications"><ul>${e.map(({name:n},t)=>`<li><a href="#app-${t}">${i(n)}</a></li>`).join("")}</ul></nav>`}function O(){let e=(n,t)=>`<label><input type="checkbox" value="${n}" checked> ${t}</label>`;return`<div class="bar" role="search" hidden><label for="search">Search</label><input type="search" id="search" placeholder="endpoint, permission, file, rule" autocomplete="off">${e("error","errors")}${e("warning","warnings")}${e("note","notes")}${e("hidden","hidden")}<output id="shown" aria-live="polite"></output></div>`}function H({problems:e}){return e.length===0?"":`<section aria-label="Problems with the input"><h2>Problems with the input</h2><ul>${e.map(({level:n,message:t,hint:r,file:d,line:o})=>`<li><span class="${n}">${n}</span> ${m({file:d,line:o})} ${h(t)}${r===null?"":` ${h(r)}`}</li>`).join("")}</ul></section>`}function Y(e,n){let t=o=>o.filter(a=>a.application===e.name),r=n.applications.indexOf(e),d=e.clients.map(({name:o,grant:a})=>`${o}${a===null?"":` (${a})`}`).join(", ");return`<section class="app" id="app-${r}" aria-labelledby="app-${r}-name" data-part>
<h2 id="app-${r}-name">${i(e.name)}</h2>
<p class="facts"><code>${i(e.manifest)}</code> \xB7 ${i(d)} \xB7 ${f(e.calls.length,"call")}</p>
${z(t(n.findings))}
${e.coverage.map(o=>A(o,e)).join(`
`)}
${T(e.unresolved)}
${U(t(n.hidden))}
</section>`}function B(e,{ungoverned:n}){return`<section class="app" aria-labelledby="stray" data-part><h2 id="stray">Code without a manifest</h2>${z(e)}${T(n.unresolved)}</section>`}function z(e){return e.length===0?'<p class="good">No findings.</p>':e.map(n=>C(n,n.severity)).join(`
`)}function C(e,n,t=""){let{severity:r,rule:d,message:o,why:a,fix:g,places:l,client:c,environment:b,unproven:$}=e,[s]=l,p=(u,w)=>w===""?"":`<dt>${u}</dt><dd>${w}</dd>`,y=[c===null?"":`client ${c}`,b===null?"":`environment ${b}`].filter(u=>u!=="").join(", ");return`<details class="finding ${r}" data-level="${n}" data-text="${v([d,o,a,g,...l.map(({file:u,line:w,note:q})=>`${u}:${w} ${q}`)])}">
<summary><span class="rule">${r} ${d}</span> ${h(o)}${$?" <i>(unproven)</i>":""}${s===void 0?"":` <span class="where">${m(s)}</span>`}</summary>
<dl>${p("where",`<ol>${l.map(u=>`<li>${m(u)} ${h(u.note)}</li>`).join("")}</ol>`)}${p("for",i(y))}${p("why",h(a))}${p("fix",h(g))}${t}</dl>
</details>`}function T(e){return e.length===0?"":`<div data-part><h3>Not resolved</h3><ul>${e.map(({file:n,line:t,reason:r,seen:d,evidence:o})=>`<li data-text="${v([`${n}:${t}`,r,d])}">${m({file:n,line:t})} <code>${i(d)}</code> ${i(r)}${o.length>1?` <span class="where">through ${o.slice(0,6).map(m).join(", ")}</span>`:""}</li>`).join("")}</ul></div>`}function U(e){if(e.length===0)return"";let n=t=>{let{hidden:r}=t;return`<dt>hidden by</dt><dd>${r.by==="suppression"?`${m(r.place)} ${h(x(r.reason))}`:r.by==="baseline"?"the baseline":"the configuration"}</dd>`};return`<details data-part><summary><h3 class="inline">Hidden: ${f(e.length,"finding")}</h3></summary>${e.map(t=>C(t,"hidden",n(t))).join(`
`)}</details>`}export{ie as htmlPage};
