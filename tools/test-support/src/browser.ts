import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium as playwright } from 'playwright-core'
import { type Chromium, noChromium } from './chromium.ts'

export type { Locator, Page, Request } from 'playwright-core'

/** A browser without a user profile, which sends no requests of its own. */
export interface Browser extends AsyncDisposable {
  readonly context: BrowserContext
}

/**
 * Starts a headless browser.
 *
 * @param hostname - resolves to 127.0.0.1 in this browser
 * @throws Error when `chromium` is `undefined`
 */
export async function openBrowser(
  chromium: Chromium | undefined,
  hostname: string,
): Promise<Browser> {
  if (chromium === undefined) throw new Error(noChromium)
  const profile = mkdtempSync(join(tmpdir(), 'export-buckets-chromium-'))
  const context = await playwright.launchPersistentContext(profile, {
    executablePath: chromium.executablePath,
    env: { ...process.env, ...chromium.env },
    headless: true,
    viewport: { width: 1440, height: 1000 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=MAP ${hostname} 127.0.0.1`,
    ],
  })
  return {
    context,
    async [Symbol.asyncDispose]() {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
