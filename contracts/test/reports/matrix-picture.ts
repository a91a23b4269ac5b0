/**
 * Takes `docs/matrix.png`, the picture of the README: verifies the real app in provider states, and shows the top of the
 * HTML report in Chromium. To run after a change of the matrix or of that report: `pnpm run matrix:picture`.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser } from '@export-buckets/test-support/browser'
import { findChromium } from '@export-buckets/test-support/chromium'
import { statesPath } from '../../src/provider/provider-states.ts'
import { startByRuntime } from '../../src/provider/runtimes/start.ts'
import { generateConsumerCredentials } from '../../src/provider/stateful-provider.ts'
import { runProgram } from '../fixtures/run-program.ts'

const file = join(import.meta.dirname, '../../docs/matrix.png')

/** In CSS pixels, wide enough for all columns. Each is 1.5 pixels of the picture, for dense screens. */
const width = 1180
const scale = 1.5
const margin = 20

/** Returns the HTML report of the real app, in which every cell passes. */
async function renderMatrixHtml(): Promise<string> {
  const credentials = generateConsumerCredentials()
  const start = startByRuntime['node']
  if (start === undefined) throw new Error('there is no provider that runs in Node')
  await using provider = await start(credentials)
  const args = ['--provider-url', provider.url, '--states-url', provider.url + statesPath]
  const { code, stdout, stderr, files } = await runProgram(
    ['verify', ...args, '--html', 'matrix.html'],
    {
      MONGODB_ATLAS_CLIENT_ID: credentials.name,
      MONGODB_ATLAS_CLIENT_SECRET: credentials.clientSecret,
      MONGODB_ATLAS_PUBLIC_API_KEY: credentials.name,
      MONGODB_ATLAS_PRIVATE_API_KEY: credentials.privateKey,
    },
  )
  if (code !== 0) throw new Error(`verify: exit code ${code}: ${stdout}${stderr}`)
  return files.get('matrix.html') ?? ''
}

const html = await renderMatrixHtml()
await using browser = await openBrowser(await findChromium(), 'report.example')
const page = await browser.context.newPage()
await page.setViewportSize({ width, height: 1200 })
await page.emulateMedia({ colorScheme: 'light' })
await page.setContent(html)
// The tables of export buckets and clusters.
const box = await page.locator('.scroll').nth(1).boundingBox()
if (box === null) throw new Error('the report has no matrix')
const height = Math.ceil(box.y + box.height + margin)
// Uses the browser's protocol, because Playwright's screenshots have the density of the screen.
const devTools = await browser.context.newCDPSession(page)
const { data } = await devTools.send('Page.captureScreenshot', {
  captureBeyondViewport: true,
  clip: { x: 0, y: 0, width, height, scale },
})
writeFileSync(file, Buffer.from(data, 'base64'))
console.log(file)
