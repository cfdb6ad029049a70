import type { ReportApplication } from '../audit-report.js';
import { chainOf } from '../chain.js';
import { count } from '../plain-text.js';
import { at, escape, textOf } from './escape.js';

type Coverage = ReportApplication['coverage'][number];
type Need = Coverage['needs'][number];

/** Endpoints of one client against its grants: which grant meets what an endpoint needs, what is lacking, and through which helpers it is called. */
export function coverageTable({ client, grants, needs }: Coverage, { calls }: ReportApplication): string {
  if (needs.length === 0) return '';
  const declared = (kind: string): boolean => grants.some((grant) => grant.kind === kind);
  const used = new Set(needs.flatMap((need) => need.requirements.flatMap(({ met }) => met)));
  const columns = grants
    .map(({ name, kind, role }, index) => `<th scope="col" class="grant${used.has(index) ? '' : ' unused'}"><span>${escape(name)}${kind === 'scope' ? ' (scope)' : ''}${role === null ? '' : ` (role ${escape(role)})`}${used.has(index) ? '' : ', not used'}</span></th>`)
    .join('');
  const rows = needs.map((need) => row(need, grants.length, declared, calls)).join('\n');
  return `<div data-part><h3>What ${escape(client)} calls, and what it is granted</h3>
<div class="scroll" role="region" tabindex="0" aria-label="Endpoints and grants of ${escape(client)}"><table>
<caption>${count(needs.length, 'endpoint')}, ${count(grants.length, 'grant')}. A dot: the grant gives what the endpoint needs.</caption>
<thead><tr><th scope="col">Endpoint</th><th scope="col">Lacking</th>${columns}</tr></thead>
<tbody>
${rows}
</tbody></table></div></div>`;
}

function row(need: Need, columns: number, declared: (kind: string) => boolean, calls: ReportApplication['calls']): string {
  const { method, path, requirements, places } = need;
  const met = new Set(requirements.flatMap((requirement) => requirement.met));
  const lacking = requirements.filter((requirement) => requirement.met.length === 0 && declared(requirement.kind));
  const cells = Array.from({ length: columns }, (_, index) => (met.has(index) ? '<td class="met"><span aria-label="gives it">●</span></td>' : '<td></td>')).join('');
  const needed = requirements.map(({ kind, anyOf, source }) => `${kind} ${anyOf.join(' or ')}${source === 'inferred' ? ' (inferred)' : ''}`);
  return `<tr data-text="${textOf([method, path, ...needed, ...places.map(({ file, line }) => `${file}:${line}`)])}"><th scope="row"><details><summary><span class="method">${escape(method)}</span> ${escape(path)}</summary><ul>${needed.map((text) => `<li>needs ${escape(text)}</li>`).join('')}${places.map((place) => `<li>${chain(place, need, calls)}</li>`).join('')}</ul></details></th><td class="lacks">${lacking.map(({ anyOf }) => escape(anyOf.join(' or '))).join('<br>')}</td>${cells}</tr>`;
}

/** The call site, and the helpers between it and the request. */
function chain(place: Need['places'][number], { method, path }: Need, calls: ReportApplication['calls']): string {
  const call = calls.find((one) => one.method === method && one.path === path && one.file === place.file && one.line === place.line && one.column === place.column);
  return [at(place), ...(call === undefined ? [] : chainOf(call)).map(at)].join(' → ');
}
