import { join } from 'node:path'
import { openBrowser, type Page } from '@export-buckets/test-support/browser'
import { findChromium } from '@export-buckets/test-support/chromium'
import { build, type InlineConfig, preview } from 'vite'
import { type Consumer, readBucket } from '../consumer.ts'
import type { Project } from '../project.ts'

/** What the page offers (`fixtures/vite/main.ts`). */
declare const readBucketAs: (env: Readonly<Record<string, string>>) => Promise<unknown>

/** Handed over as an argument, so that no secret is in a URL or a file that is served. */
async function read(page: Page, project: Project): Promise<string> {
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  await page.waitForFunction(() => 'readBucketAs' in globalThis, undefined, { timeout: 60_000 })
  const bucket = await page.evaluate((env) => readBucketAs(env), project.env)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return readBucket(JSON.stringify(bucket), project)
}

/** Atlas sends no CORS headers and neither does the server: a page calls them through its own origin. */
function configure({ folder, env }: Project): InlineConfig {
  const target = env['MONGODB_ATLAS_OPS_MANAGER_URL']
  if (target === undefined) throw new Error('MONGODB_ATLAS_OPS_MANAGER_URL is not in the file')
  return {
    root: join(folder, 'vite'),
    configFile: false,
    logLevel: 'error',
    preview: { host: '127.0.0.1', port: 0, proxy: { '/api': { target } } },
  }
}

/** A page that Vite bundles and serves, in Chromium. */
export const browser: Consumer = {
  name: 'Vite browser build',
  async run(project) {
    const config = configure(project)
    await build(config)
    const server = await preview(config)
    try {
      await using chromium = await openBrowser(await findChromium(), 'localhost')
      const page = await chromium.context.newPage()
      await page.goto(server.resolvedUrls?.local[0] ?? '')
      return await read(page, project)
    } finally {
      await server.close()
    }
  },
}
