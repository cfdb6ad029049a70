import { catalogFromOpenApi, describeCatalog, diffCatalogs, formatCatalogDiff, formatCatalogFile, newerBundled, openCatalog } from '../../catalog/index.js';
import type { ExitCode } from '../../model/index.js';
import { EXIT, ToolError } from '../../model/index.js';
import { bundledCatalog, ownCatalog, readDefinition } from '../../node/catalog-file.js';
import { findConfig } from '../config-source.js';
import { writeWhole } from '../../node/write-file.js';
import type { CliIo } from '../io.js';
import type { CatalogUpdateOptions, CodeOptions } from '../run-cli.js';

/** The catalog in use: the one that the configuration names, else the bundled one. */
async function catalogInUse(options: Pick<CodeOptions, 'config'>, io: CliIo) {
  const { config } = await findConfig(io.cwd, io.cwd, options);
  const own = config.catalog.file;
  const bundled = await bundledCatalog();
  return { bundled, own, data: own === undefined ? bundled : await ownCatalog(io.cwd, own) };
}

export async function catalogInfo(options: Pick<CodeOptions, 'config' | 'format'>, io: CliIo): Promise<ExitCode> {
  const { data, own, bundled } = await catalogInUse(options, io);
  const { info } = openCatalog(data);
  io.stdout.write(options.format === 'json' ? `${JSON.stringify(info, null, 2)}\n` : describeCatalog(info));
  if (own !== undefined && newerBundled(data, bundled)) io.stderr.write(`${own} is of ${data.date}; the bundled catalog is newer (${bundled.date}): run \`scope-audit catalog update\`\n`);
  return EXIT.clean;
}

export async function catalogDiff(options: CatalogUpdateOptions, io: CliIo): Promise<ExitCode> {
  const { data } = await catalogInUse(options, io);
  const next = catalogFromOpenApi(await readDefinition(io.cwd, options.from), data, today(io));
  io.stdout.write(formatCatalogDiff(diffCatalogs(openCatalog(data), openCatalog(next))));
  return EXIT.clean;
}

export async function catalogUpdate(options: CatalogUpdateOptions, io: CliIo): Promise<ExitCode> {
  const { config } = await findConfig(io.cwd, io.cwd, options.config === undefined ? {} : { config: options.config });
  const target = options.output ?? config.catalog.file;
  if (target === undefined) {
    throw new ToolError('no-target', 'there is no file to write the catalog to', { hint: 'name one with --output FILE, and as under `catalog: { file: … }` in the configuration' });
  }
  const bundled = await bundledCatalog();
  const next = catalogFromOpenApi(await readDefinition(io.cwd, options.from), bundled, today(io));
  await writeWhole(io.cwd, target, formatCatalogFile(next));
  io.stdout.write(`Wrote ${target}: ${next.counts.operations} operations, catalog of ${next.date}, hash ${next.hash}\n`);
  if (config.catalog.file !== target) io.stdout.write(`It is used when the configuration says \`catalog: { file: ${target} }\`.\n`);
  return EXIT.clean;
}

const today = (io: CliIo): string => io.now().toISOString().slice(0, 10);
