/**
 * Holds the committed API reports (`<package>/api/<entry>.api.md`) to the built declarations, so that a change of what is
 * public shows in review: `node api-reports.ts`. With `--update` it writes them.
 */
import { globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type IConfigFile,
} from '@microsoft/api-extractor'
import { type Entry, entries, members, workspace } from './published.ts'

const compilerOptions = {
  target: 'es2023',
  lib: ['es2024', 'esnext.disposable', 'dom', 'dom.iterable'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  types: [],
}

function reportOf({ name, folder }: Entry): string {
  const [, , ...subpath] = name.split('/')
  return join(folder, 'api', `${subpath.join('-') || 'index'}.api.md`)
}

function configure(entry: Entry, drafts: string): ExtractorConfig {
  const none = { default: { logLevel: ExtractorLogLevel.None } }
  const configObject: IConfigFile = {
    projectFolder: entry.folder,
    mainEntryPointFilePath: entry.types,
    newlineKind: 'lf',
    compiler: { overrideTsconfig: { compilerOptions, files: [entry.types] } },
    apiReport: {
      enabled: true,
      reportFolder: join(entry.folder, 'api'),
      reportTempFolder: drafts,
      reportFileName: relative(join(entry.folder, 'api'), reportOf(entry)).replace('.api.md', ''),
      // A type that is not exported is public all the same where an exported one is made of it.
      includeForgottenExports: true,
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    // Without release tags everything is public; the compiler's own judgement and links are checked elsewhere, by the
    // consumers and by TypeDoc.
    messages: {
      compilerMessageReporting: none,
      extractorMessageReporting: none,
      tsdocMessageReporting: none,
    },
  }
  return ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: undefined,
    packageJsonFullPath: join(entry.folder, 'package.json'),
  })
}

/** The reports that differ from the declarations; they are written when `update` is set. */
function differing(update: boolean, drafts: string): string[] {
  const configs = entries.map((entry) => configure(entry, drafts))
  const [first] = configs
  if (first === undefined) throw new Error('nothing is published')
  const additionalEntryPoints = entries.map(({ types }) => types)
  const compilerState = CompilerState.create(first, { additionalEntryPoints })
  for (const folder of members) mkdirSync(join(folder, 'api'), { recursive: true })
  return entries.flatMap((entry, index) => {
    const config = configs[index] ?? first
    const { apiReportChanged, errorCount } = Extractor.invoke(config, {
      localBuild: update,
      compilerState,
      messageCallback: (message) => {
        message.handled = message.logLevel !== ExtractorLogLevel.Error
      },
    })
    if (errorCount > 0) throw new Error(`${entry.name} has no right declarations: ${entry.types}`)
    return apiReportChanged ? [reportOf(entry)] : []
  })
}

/** Reports of entries that are published no more. */
function leftOver(): string[] {
  const expected = new Set(entries.map(reportOf))
  return members
    .flatMap((folder) => globSync(join(folder, 'api', '*.api.md')))
    .filter((file) => !expected.has(file))
}

const update = process.argv.includes('--update')
const drafts = mkdtempSync(join(tmpdir(), 'export-buckets-api-'))
try {
  const [changed, old] = [differing(update, drafts), leftOver()]
  if (update) for (const file of old) rmSync(file)
  for (const file of [...changed, ...old]) {
    console.log(`${update ? 'updated' : 'stale'}: ${relative(workspace, file)}`)
  }
  if (!update && changed.length + old.length > 0) {
    console.error('The public API differs from its reports: run `pnpm api:update`, read the diff.')
    process.exitCode = 1
  }
} finally {
  rmSync(drafts, { recursive: true })
}
