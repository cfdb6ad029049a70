import { readText, type ReadBytes } from './discover/index.js';
import { editManifest, sortManifest } from './manifest/edit-manifest.js';
import { readManifest } from './manifest/read-manifest.js';
import { compareText, ToolError, type Finding, type GrantEdit } from './model/index.js';

/** Findings by what is to be done about them. */
export interface Chosen {
  chosen: readonly Finding[];
  /** What only `--unsafe` mends. */
  unsafe: readonly Finding[];
  /** Excess that is not proven: what would mend it takes away what a call may use, so it stays. */
  unproven: readonly Finding[];
  /** What no machine mends. */
  left: readonly Finding[];
}

export function chooseRepairs(findings: readonly Finding[], withUnsafe: boolean): Chosen {
  const mendable = findings.filter(({ repair }) => repair !== undefined);
  const [proven, unproven] = [mendable.filter((finding) => finding.unproven !== true), mendable.filter((finding) => finding.unproven === true)];
  const chosen = proven.filter(({ repair }) => repair?.safe === true || withUnsafe);
  return { chosen, unsafe: proven.filter((finding) => !chosen.includes(finding)), unproven, left: findings.filter(({ repair }) => repair === undefined) };
}

/** What repairs make of the manifests. */
export interface Repaired extends Omit<Chosen, 'chosen'> {
  /** Sorted by file; only files that change. */
  files: readonly { file: string; before: string; after: string }[];
  mended: readonly Finding[];
  /** What is to be mended where infrastructure is written down, which is for its own tools. */
  elsewhere: readonly Finding[];
}

export interface RepairOptions {
  unsafe: boolean;
  /** Manifests whose lists are brought in order. */
  sort: readonly string[];
  isManifest: (file: string) => boolean;
}

/** Mends what can be mended by editing manifests. Throws when a text that it made could not be read again: then nothing is to be written. */
export function repairManifests(findings: readonly Finding[], read: ReadBytes, { unsafe: withUnsafe, sort, isManifest }: RepairOptions): Repaired {
  const isElsewhere = ({ repair }: Finding): boolean => repair?.edits.some(({ place }) => !isManifest(place.file)) === true;
  const { chosen, unsafe, unproven, left } = chooseRepairs(findings.filter((finding) => !isElsewhere(finding)), withUnsafe);
  const byFile = new Map(sort.map((file): [string, GrantEdit[]] => [file, []]));
  // Safe repairs come first: where two findings speak of one line, theirs is taken.
  for (const { repair } of [...chosen].sort((a, b) => Number(b.repair?.safe) - Number(a.repair?.safe))) {
    for (const edit of repair?.edits ?? []) byFile.set(edit.place.file, [...(byFile.get(edit.place.file) ?? []), edit]);
  }
  const files: Repaired['files'][number][] = [];
  const skipped = new Set<GrantEdit>();
  for (const [file, edits] of byFile) {
    const before = readText(read, file) ?? '';
    const { text: edited, skipped: without } = editManifest(before, edits);
    const after = sort.includes(file) ? sortManifest(edited) : edited;
    without.forEach((edit) => skipped.add(edit));
    if (after === before) continue;
    const { problems } = readManifest(after, file);
    const [broken] = problems.filter(({ level }) => level === 'error');
    if (broken !== undefined) throw new ToolError('cannot-repair', `${file} cannot be changed by a machine: ${broken.message}`, { place: broken.place, hint: 'nothing was written; make the changes that the findings name by hand' });
    files.push({ file, before, after });
  }
  const isSkipped = ({ repair }: Finding): boolean => repair?.edits.some((edit) => skipped.has(edit)) === true;
  return {
    files: files.sort((a, b) => compareText(a.file, b.file)),
    mended: chosen.filter((finding) => !isSkipped(finding)),
    unsafe,
    unproven,
    left: [...left, ...chosen.filter(isSkipped)],
    elsewhere: chooseRepairs(findings.filter(isElsewhere), true).chosen,
  };
}
