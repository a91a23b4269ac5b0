import { join } from 'node:path'
import { build } from 'esbuild'
import { type Consumer, readBucket } from '../consumer.ts'
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

export const typescript: readonly Consumer[] = [nodenext, bundler]
