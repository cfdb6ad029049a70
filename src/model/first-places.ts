import type { FindingPlace } from './finding.js';

/** Places shown of one kind, before the last of them only says how many there are. */
const SHOWN = 4;

/** The first of many places; the last of them says how many more there are. */
export function firstPlaces(places: readonly FindingPlace[]): FindingPlace[] {
  const distinct = [...new Map(places.map((place) => [JSON.stringify([place.file, place.line, place.column, place.note]), place])).values()];
  const rest = distinct.length - SHOWN;
  return distinct.slice(0, SHOWN).map((each, index) => (rest > 0 && index === SHOWN - 1 ? { ...each, note: `${each.note}, and ${rest} more` } : each));
}
