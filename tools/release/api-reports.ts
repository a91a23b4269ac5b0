/**
 * Compares the committed API reports (`<package>/api/<entry>.api.md`) with the built declarations, so that reviews show a
 * change of the public API: `node api-reports.ts`. With `--update` it writes the reports.
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
import { type Entry, entries, packageFolders, workspace } from './published.ts'

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

function toReportPath({ name, folder }: Entry): string {
  const [, , ...subpath] = name.split('/')
  return join(folder, 'api', `${subpath.join('-') || 'index'}.api.md`)
}

function createConfig(entry: Entry, temporaryFolder: string): ExtractorConfig {
  const none = { default: { logLevel: ExtractorLogLevel.None } }
  const configObject: IConfigFile = {
    projectFolder: entry.folder,
    mainEntryPointFilePath: entry.types,
    newlineKind: 'lf',
    compiler: { overrideTsconfig: { compilerOptions, files: [entry.types] } },
    apiReport: {
      enabled: true,
      reportFolder: join(entry.folder, 'api'),
      reportTempFolder: temporaryFolder,
      reportFileName: relative(join(entry.folder, 'api'), toReportPath(entry)).replace(
        '.api.md',
        '',
      ),
      // An unexported type is a part of the public API when an exported one refers to it.
      includeForgottenExports: true,
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    // The consumers check the types, and TypeDoc checks the links. The exports have no release tags: all are public.
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

/** Returns the reports that differ from the declarations. Writes them when `update` is set. */
function compareReports(update: boolean, temporaryFolder: string): string[] {
  const configs = entries.map((entry) => createConfig(entry, temporaryFolder))
  const [first] = configs
  if (first === undefined) throw new Error('nothing is published')
  const additionalEntryPoints = entries.map(({ types }) => types)
  const compilerState = CompilerState.create(first, { additionalEntryPoints })
  for (const folder of packageFolders) mkdirSync(join(folder, 'api'), { recursive: true })
  return entries.flatMap((entry, index) => {
    const config = configs[index] ?? first
    const { apiReportChanged, errorCount } = Extractor.invoke(config, {
      localBuild: update,
      compilerState,
      messageCallback: (message) => {
        message.handled = message.logLevel !== ExtractorLogLevel.Error
      },
    })
    if (errorCount > 0) throw new Error(`${entry.name} has invalid declarations: ${entry.types}`)
    return apiReportChanged ? [toReportPath(entry)] : []
  })
}

/** Returns the reports of entries that are no longer published. */
function findObsoleteReports(): string[] {
  const expected = new Set(entries.map(toReportPath))
  return packageFolders
    .flatMap((folder) => globSync(join(folder, 'api', '*.api.md')))
    .filter((file) => !expected.has(file))
}

const update = process.argv.includes('--update')
const temporaryFolder = mkdtempSync(join(tmpdir(), 'export-buckets-api-'))
try {
  const [changed, obsolete] = [compareReports(update, temporaryFolder), findObsoleteReports()]
  if (update) for (const file of obsolete) rmSync(file)
  for (const file of [...changed, ...obsolete]) {
    console.log(`${update ? 'updated' : 'stale'}: ${relative(workspace, file)}`)
  }
  if (!update && changed.length + obsolete.length > 0) {
    console.error('The public API differs from its reports: run `pnpm api:update`, read the diff.')
    process.exitCode = 1
  }
} finally {
  rmSync(temporaryFolder, { recursive: true })
}
