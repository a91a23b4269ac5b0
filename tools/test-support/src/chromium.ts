import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { findProgram } from './find-program.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const macOs = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** A Chromium, and the environment variables that it needs. */
export interface Chromium {
  readonly executablePath: string
  readonly env: Readonly<Record<string, string>>
}

/** Says what to do when {@link findChromium} finds no browser. */
export const noChromium =
  'not verified: no Chromium or Chrome found; install one, or set CHROMIUM to its path'

const archives = ['chromium', 'fonts.tar', 'swiftshader.tar', 'al2023.tar']

/** Returns a fontconfig file. Without fonts Chromium exits, and the file of the package names folders of AWS Lambda. */
const createFontsConf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <cachedir>${folder}/cache</cachedir>
</fontconfig>
`

/** Runs in a process of its own, because the package unpacks into the folder that `TMPDIR` names. */
const unpackScript = `
import { inflate } from '@sparticuz/chromium'
for (const file of process.argv.slice(1)) await inflate(file)
`

/**
 * Unpacks the Chromium of the npm package once, and returns its folder. A rename creates the complete folder, because
 * several test processes may need it at the same time.
 */
async function unpack(): Promise<string> {
  const bin = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin')
  const cache = join(import.meta.dirname, '../node_modules/.cache')
  const folder = join(cache, 'chromium')
  if (existsSync(folder)) return folder
  await mkdir(cache, { recursive: true })
  const temporary = await mkdtemp(`${folder}-`)
  const files = archives.map((name) => join(bin, `${name}.br`))
  const script = ['--input-type=module', '--eval', unpackScript, ...files]
  await promisify(execFile)(process.execPath, script, {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: temporary },
  })
  await writeFile(join(temporary, 'fonts', 'fonts.conf'), createFontsConf(join(folder, 'fonts')))
  await rename(temporary, folder).catch(async (error) => {
    await rm(temporary, { recursive: true })
    if (!existsSync(folder)) throw error
  })
  return folder
}

/** Returns the Chromium of the npm package, which has an executable and its libraries for Linux on x64 only. */
async function unpackedChromium(): Promise<Chromium | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = await unpack()
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  }
}

/**
 * Returns the browser that `CHROMIUM` names, one that is installed, or the one of the npm package.
 * Returns `undefined` when there is none.
 */
export async function findChromium(): Promise<Chromium | undefined> {
  const { CHROMIUM } = process.env
  if (CHROMIUM) return { executablePath: CHROMIUM, env: {} }
  const installed = names.map((name) => findProgram(name)).find((path) => path !== undefined)
  const executablePath = installed ?? (existsSync(macOs) ? macOs : undefined)
  return executablePath === undefined ? unpackedChromium() : { executablePath, env: {} }
}
