import { parseDocument } from '../../document/parse-document.js';
import type { Program } from '../../model/program.js';
import { readApiJson } from './api-json.js';
import type { GrammarPort } from './hcl.js';
import { jsonValue } from './json-value.js';
import { readTerraformJson } from './terraform-json.js';
import type { ReadTree } from './tree.js';
import { readWizard, type WizardFacts } from './wizard.js';

export interface InfrastructurePort {
  /** Every file of the tree. */
  files: readonly string[];
  readText: (file: string) => string | undefined;
  grammar?: GrammarPort;
  /** Parses a module of code; undefined where no language takes the file. */
  readModule: (text: string, file: string) => Promise<Program | undefined>;
  wizard: WizardFacts;
}

/** Terraform, exports, and modules that may be the configuration of a wizard. */
export const READABLE = /\.(?:tf|json|[cm]?[jt]s)$/;
export const READABLE_FORMS = '.tf, .json, .js or .ts';

const NAMES_WIZARD = /provisioningInfo|oauth-client/;
/** As much as is read of an export. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** What the files declare. What is heavy is loaded when a file needs it. */
export async function readTrees(files: readonly string[], port: InfrastructurePort): Promise<ReadTree[]> {
  const { grammar } = port;
  const hcl = files.some((file) => file.endsWith('.tf')) && grammar !== undefined ? await (await import('./hcl.js')).openHcl(grammar) : undefined;
  return Promise.all(
    files.map(async (file): Promise<ReadTree> => {
      const text = port.readText(file) ?? '';
      if (file.endsWith('.tf')) return hcl?.(text, file) ?? { blocks: [], problems: [{ level: 'error', code: 'no-grammar', message: 'Terraform files cannot be read here: the grammar is missing', place: { file, line: 1, column: 1 } }] };
      if (!file.endsWith('.json')) return readModule(text, file, port);
      if (/"(?:resource|data|format_version)"\s*:/.test(text)) return readTerraformJson(text, file);
      return NAMES_WIZARD.test(text) ? readWizardJson(text, file, port.wizard) : readApiJson(text, file);
    }),
  );
}

function readWizardJson(text: string, file: string, wizard: WizardFacts): ReadTree {
  const { document, problems } = parseDocument(text, file, MOST_CHARACTERS);
  const value = document && jsonValue(document, [], document.value);
  return value === undefined ? { blocks: [], problems } : { wizard: true, blocks: readWizard([value], wizard), problems: [] };
}

/** A module that does not name what a wizard sets up is no business of ours. */
async function readModule(text: string, file: string, port: InfrastructurePort): Promise<ReadTree> {
  const program = NAMES_WIZARD.test(text) ? await port.readModule(text, file) : undefined;
  if (program === undefined) return { blocks: [], problems: [] };
  const { placeIn, valuesOf } = await import('./module-value.js');
  const [broken] = program.problems;
  if (broken !== undefined) return { blocks: [], problems: [{ level: 'error', code: 'wizard-syntax', message: `the module cannot be parsed: ${broken.message}`, place: placeIn(program, broken.at) }] };
  return { wizard: true, blocks: readWizard(valuesOf(program, text), port.wizard), problems: [] };
}
