import { join } from 'node:path'
import { openBrowser, type Page } from '@export-buckets/test-support/browser'
import { findChromium } from '@export-buckets/test-support/chromium'
import { build, type InlineConfig, preview } from 'vite'
import { type Consumer, verifyBucket } from '../consumer.ts'
import type { Project } from '../project.ts'

/** The global function of the page (`fixtures/vite/main.ts`). */
declare const readBucketWith: (env: Readonly<Record<string, string>>) => Promise<unknown>

/**
 * Has the page read a bucket. The credentials are an argument of its function, so that they are neither in a URL nor in a
 * served file.
 */
async function readInPage(page: Page, project: Project): Promise<string> {
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  await page.waitForFunction(() => 'readBucketWith' in globalThis, undefined, { timeout: 60_000 })
  const bucket = await page.evaluate((env) => readBucketWith(env), project.env)
  if (errors.length > 0) throw new Error(errors.join('\n'))
  return verifyBucket(JSON.stringify(bucket), project)
}

/**
 * Returns the configuration of Vite. The page sends requests to its own origin, and Vite forwards them: neither Atlas nor the
 * server sends CORS headers.
 */
function createConfig({ folder, env }: Project): InlineConfig {
  const target = env['MONGODB_ATLAS_OPS_MANAGER_URL']
  if (target === undefined) throw new Error('MONGODB_ATLAS_OPS_MANAGER_URL is not in the file')
  return {
    root: join(folder, 'vite'),
    configFile: false,
    logLevel: 'error',
    preview: { host: '127.0.0.1', port: 0, proxy: { '/api': { target } } },
  }
}

/** A page in Chromium, bundled and served by Vite. */
export const browser: Consumer = {
  name: 'Vite browser build',
  async run(project) {
    const config = createConfig(project)
    await build(config)
    const server = await preview(config)
    try {
      await using chromium = await openBrowser(await findChromium(), 'localhost')
      const page = await chromium.context.newPage()
      await page.goto(server.resolvedUrls?.local[0] ?? '')
      return await readInPage(page, project)
    } finally {
      await server.close()
    }
  },
}
