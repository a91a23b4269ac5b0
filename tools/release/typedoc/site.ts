/**
 * Builds the API reference of every published entry into `docs/api`; fails on a link that leads nowhere and on an export
 * without documentation.
 */
import { join } from 'node:path'
import {
  Application,
  type DeclarationReflection,
  type DocumentationEntryPoint,
  OptionDefaults,
  type ProjectReflection,
} from 'typedoc'
import { entries } from '../published.ts'

const out = join(import.meta.dirname, '..', '..', '..', 'docs', 'api')

const app = await Application.bootstrap({
  name: 'Export Buckets',
  readme: 'none',
  entryPoints: entries.map(({ source }) => source),
  tsconfig: join(import.meta.dirname, 'tsconfig.sources.json'),
  // Where the repository lives is not known yet.
  disableSources: true,
  // openapi-typescript writes it.
  blockTags: [...OptionDefaults.blockTags, '@description'],
  // What an export is made of without being exported itself stands in the API reports.
  validation: { invalidLink: true, notExported: false },
})

/** Modules are called as they are imported, not as their files are. */
function named(point: DocumentationEntryPoint): DocumentationEntryPoint {
  const entry = entries.find(({ source }) => source === point.sourceFile.fileName)
  return { ...point, displayName: entry?.name ?? point.displayName }
}

/** A function's documentation is at its signatures. */
function isDocumented(exported: DeclarationReflection): boolean {
  return exported.hasComment() || (exported.signatures ?? []).some((each) => each.hasComment())
}

/**
 * TypeDoc's own check asks the same of every method and property, those of other programs' interfaces included. What is
 * exported of another program is documented there.
 */
function checkDocumented({ children: modules = [] }: ProjectReflection): void {
  for (const exported of modules.flatMap(({ children = [] }) => children)) {
    if (exported.isReference() || exported.flags.isExternal || isDocumented(exported)) continue
    app.logger.warn(`${exported.getFullName()} is exported without documentation`)
  }
}

const project = app.converter.convert((app.getEntryPoints() ?? []).map(named))
app.validate(project)
checkDocumented(project)
await app.generateDocs(project, out)
process.exitCode = app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0
