import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type Consumer, readBucket } from '../consumer.ts'
import type { Project } from '../project.ts'
import { run, tool } from '../run.ts'

/** `moduleResolution: nodenext`: checked and emitted by tsc, run as emitted. */
const nodenext: Consumer = {
  name: 'TypeScript nodenext',
  async run(project) {
    const folder = join(project.folder, 'typescript-nodenext')
    await run(folder, tool('tsc'), [])
    return readBucket(await run(folder, process.execPath, ['main.js'], project.env), project)
  },
}

/** `moduleResolution: bundler`: checked by tsc, bundled by esbuild, run as one file. */
const bundler: Consumer = {
  name: 'TypeScript bundler',
  async run(project) {
    const folder = join(project.folder, 'typescript-bundler')
    await run(folder, tool('tsc'), [])
    await build({
      absWorkingDir: folder,
      entryPoints: ['main.ts'],
      outfile: 'dist/main.js',
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    })
    return readBucket(await run(folder, process.execPath, ['dist/main.js'], project.env), project)
  },
}

/** Puts a client into a folder as pnpm does: what it depends on is within it, out of the folder's reach. */
function putClient(folder: string, project: Project): void {
  const modules = join(project.folder, 'node_modules')
  const client = join(folder, 'node_modules', '@export-buckets', 'client')
  cpSync(join(modules, '@export-buckets', 'client'), client, { recursive: true })
  const { dependencies } = JSON.parse(readFileSync(join(client, 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies)) {
    cpSync(join(modules, name), join(client, 'node_modules', name), { recursive: true })
  }
}

/** `declaration: true` in a project that depends on the client alone: what it exports names all its types. */
const declarations: Consumer = {
  name: 'TypeScript declarations',
  async run(project) {
    const folder = join(project.folder, 'typescript-declarations')
    putClient(folder, project)
    await run(folder, tool('tsc'), [])
    const written = readFileSync(join(folder, 'main.d.ts'), 'utf8')
    return `${written.match(/import\("@export-buckets\/client"\)/g)?.length ?? 0} types by the client's names`
  },
}

export const typescript: readonly Consumer[] = [nodenext, bundler, declarations]
