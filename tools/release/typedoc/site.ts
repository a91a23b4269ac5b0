/**
 * Builds the API reference of every published entry into `docs/api`. Fails on a broken link, and on an export without
 * documentation.
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
  // The URL of the repository is not known yet.
  disableSources: true,
  // openapi-typescript writes `@description`.
  blockTags: [...OptionDefaults.blockTags, '@description'],
  // The API reports list the unexported types that exports refer to.
  validation: { invalidLink: true, notExported: false },
})

/** Names a module by its specifier instead of its file. */
function withSpecifier(point: DocumentationEntryPoint): DocumentationEntryPoint {
  const entry = entries.find(({ source }) => source === point.sourceFile.fileName)
  return { ...point, displayName: entry?.name ?? point.displayName }
}

/** Returns whether an export has a comment. TypeDoc stores the comment of a function with its signatures. */
function isDocumented(exported: DeclarationReflection): boolean {
  return exported.hasComment() || (exported.signatures ?? []).some((each) => each.hasComment())
}

/**
 * Warns about undocumented exports, except those of other packages. TypeDoc's own check would also require a comment on
 * every method and property.
 */
function warnAboutUndocumented({ children: modules = [] }: ProjectReflection): void {
  for (const exported of modules.flatMap(({ children = [] }) => children)) {
    if (exported.isReference() || exported.flags.isExternal || isDocumented(exported)) continue
    app.logger.warn(`${exported.getFullName()} is exported without documentation`)
  }
}

const project = app.converter.convert((app.getEntryPoints() ?? []).map(withSpecifier))
app.validate(project)
warnAboutUndocumented(project)
await app.generateDocs(project, out)
process.exitCode = app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0
