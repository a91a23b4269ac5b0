import { newestApiVersion } from '@export-buckets/core'
import { openBrowser } from '@export-buckets/test-support/browser'
import { findChromium, noChromium } from '@export-buckets/test-support/chromium'
import { expect, test } from 'vitest'
import { operationsByResource } from '../../src/matrix/resources.ts'
import { startExistingProvider } from '../fixtures/existing-provider.ts'
import { runProgram } from '../fixtures/run-program.ts'

const chromium = await findChromium()

/** Returns a report with many different marks: each error gets another response. */
async function renderFailingReport(): Promise<string> {
  const { env } = await startExistingProvider(async (request, next) => {
    const response = await next(request)
    return response.status < 400 ? response : new Response(null, { status: 418 })
  })
  const { files } = await runProgram(
    ['verify', '--version', newestApiVersion, '--html', 'matrix.html'],
    env,
  )
  return files.get('matrix.html') ?? ''
}

test('every column of the HTML report is visible, on a screen of 1300 pixels and on paper (A4, landscape)', async ({
  skip,
}) => {
  if (chromium === undefined) return skip(noChromium)
  await using browser = await openBrowser(chromium, 'report.example')
  const page = await browser.context.newPage()
  await page.setContent(await renderFailingReport())
  const measureHiddenPixels = () =>
    page
      .locator('html, .scroll')
      .evaluateAll((boxes) => boxes.map((box) => box.scrollWidth - box.clientWidth))
  await page.setViewportSize({ width: 1300, height: 900 })
  const onScreen = await measureHiddenPixels()
  // The page, and a table of versions and one of cases for each resource.
  expect(onScreen).toEqual(Array.from({ length: 1 + 2 * operationsByResource.size }, () => 0))
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 1047, height: 700 })
  expect(await measureHiddenPixels()).toEqual(onScreen)
  const scrollBox = page.locator('.scroll').first()
  expect(await scrollBox.evaluate((box) => getComputedStyle(box).overflowX)).toBe('visible')
})
