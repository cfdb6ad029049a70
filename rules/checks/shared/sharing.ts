import type { ApplicationManifest, Declared, FindingPlace } from '../../../src/model/index.js';
import { place } from './places.js';

/** One client in one environment, with what it names there. */
export interface Holder {
  /** "client `backend` in `production`" */
  text: string;
  clientId: string | undefined;
  declared: Declared;
}

/** Holders that name the same client id, or the same secret, first holder first. Only groups of two and more. */
export function sharedBy(application: ApplicationManifest, key: 'clientId' | 'secret', same: (text: string) => string): (readonly [Holder, Holder, ...Holder[]])[] {
  const groups = new Map<string, Holder[]>();
  for (const environment of application.environments) {
    for (const client of environment.clients) {
      const declared = client[key];
      if (declared === undefined) continue;
      const holder = { text: `client \`${client.client}\` in \`${environment.name.text}\``, clientId: client.clientId?.text.toLowerCase(), declared };
      const id = same(declared.text.trim());
      groups.set(id, [...(groups.get(id) ?? []), holder]);
    }
  }
  return [...groups.values()].flatMap(([first, second, ...rest]) => (first === undefined || second === undefined ? [] : [[first, second, ...rest] as const]));
}

export function holderPlaces(holders: readonly Holder[]): FindingPlace[] {
  return holders.map((holder) => place(holder.declared.place, `named by ${holder.text.replaceAll('`', '')}`));
}

export function holderTexts(holders: readonly Holder[]): string {
  const texts = holders.map((holder) => holder.text);
  return `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`;
}
