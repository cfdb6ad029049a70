/** Quiet in both themes; nothing is loaded from anywhere. Contrasts are at least 4.5 to 1. */
export const STYLE = `
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
`;
