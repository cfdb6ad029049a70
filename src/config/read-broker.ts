import { checkShape } from '../document/check-shape.js';
import { parseDocument, type Path } from '../document/parse-document.js';
import type { Place, Problem } from '../model/index.js';
import type { BrokerFile } from './broker-schema.js';
import { validateBroker } from './validate-broker.js';

/** Reads the configuration of a broker. Never throws: with problems there is none. */
export function readBroker(text: string, file: string): { broker?: { value: BrokerFile; place: (path: Path) => Place }; problems: readonly Problem[] } {
  const { document, problems } = parseDocument(text, file);
  if (document === undefined) return { problems };
  const { value, problems: wrong } = checkShape(document, validateBroker);
  return value === undefined ? { problems: wrong } : { broker: { value, place: (path) => document.keyPlace(path) }, problems: [] };
}
