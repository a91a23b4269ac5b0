import { join } from 'node:path'
import { compatibilityDate, wranglerConditions } from '@export-buckets/test-support/wrangler-config'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { type Consumer, verifyBucket } from '../consumer.ts'

async function bundle(folder: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: ['worker.js'],
    bundle: true,
    write: false,
    format: 'esm',
    conditions: wranglerConditions,
    logLevel: 'error',
  })
  return outputFiles.map(({ text }) => text).join('')
}

/** A Worker that serves the edge app and calls the server, in workerd, without `nodejs_compat`. */
export const worker: Consumer = {
  name: 'Worker build',
  async run(project) {
    const script = await bundle(join(project.folder, 'worker'))
    const runtime = new Miniflare({
      modules: true,
      script,
      compatibilityDate,
      cf: false,
      bindings: { ...project.env },
    })
    try {
      const response = await runtime.dispatchFetch('http://localhost/')
      return verifyBucket(await response.text(), project)
    } finally {
      await runtime.dispose()
    }
  },
}
