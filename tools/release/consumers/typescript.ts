import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type Consumer, verifyBucket } from '../consumer.ts'
import type { Project } from '../project.ts'
import { run, toolPath } from '../run.ts'

/** A program with `moduleResolution: nodenext`, compiled by tsc. */
const nodenext: Consumer = {
  name: 'TypeScript nodenext',
  async run(project) {
    const folder = join(project.folder, 'typescript-nodenext')
    await run(folder, toolPath('tsc'), [])
    return verifyBucket(await run(folder, process.execPath, ['main.js'], project.env), project)
  },
}

/** A program with `moduleResolution: bundler`, checked by tsc and bundled by esbuild. */
const bundler: Consumer = {
  name: 'TypeScript bundler',
  async run(project) {
    const folder = join(project.folder, 'typescript-bundler')
    await run(folder, toolPath('tsc'), [])
    await build({
      absWorkingDir: folder,
      entryPoints: ['main.ts'],
      outfile: 'dist/main.js',
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    })
    return verifyBucket(await run(folder, process.execPath, ['dist/main.js'], project.env), project)
  },
}

/** Copies the client into a folder. Its dependencies are inside it, so that the folder cannot import them, as with pnpm. */
function copyClient(folder: string, project: Project): void {
  const modules = join(project.folder, 'node_modules')
  const client = join(folder, 'node_modules', '@export-buckets', 'client')
  cpSync(join(modules, '@export-buckets', 'client'), client, { recursive: true })
  const { dependencies } = JSON.parse(readFileSync(join(client, 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies)) {
    cpSync(join(modules, name), join(client, 'node_modules', name), { recursive: true })
  }
}

/** A project with `declaration: true` that depends only on the client. The declaration file imports its types from there. */
const declarations: Consumer = {
  name: 'TypeScript declarations',
  async run(project) {
    const folder = join(project.folder, 'typescript-declarations')
    copyClient(folder, project)
    await run(folder, toolPath('tsc'), [])
    const declarationFile = readFileSync(join(folder, 'main.d.ts'), 'utf8')
    return `${declarationFile.match(/import\("@export-buckets\/client"\)/g)?.length ?? 0} types imported from the client`
  },
}

/** The consumers in TypeScript. */
export const typescript: readonly Consumer[] = [nodenext, bundler, declarations]
