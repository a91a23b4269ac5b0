import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const macOs = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** Says what to do where there is no browser. */
export const howToInstall =
  'no Chromium or Chrome found: install one (Debian: apt-get install chromium), or set CHROMIUM to its path'

/** The browser that `CHROMIUM` names, or one that is installed. */
export function findChromium(): string | undefined {
  const { CHROMIUM, PATH = '' } = process.env
  if (CHROMIUM) return CHROMIUM
  const found = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...found, macOs].find((path) => existsSync(path))
}

/** A browser that knows no user and calls nobody on its own. */
export interface Browser extends AsyncDisposable {
  readonly context: BrowserContext
}

/**
 * Starts a headless browser.
 *
 * @param hostname - leads to this machine in that browser, besides those names that always do
 */
export async function openBrowser(executablePath: string, hostname: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'export-buckets-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
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
