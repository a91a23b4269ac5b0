import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.ts'

/** The result of `pnpm release:pack`. */
export interface PackResult {
  readonly tarballs: readonly string[]
  /** The standard output of the command. */
  readonly printed: string
}

/** A project that contains only the packed packages, their dependencies and the consumers. */
export interface Project {
  readonly folder: string
  readonly packed: PackResult
  /** The variables of the server's credentials file, and its URL. */
  readonly env: Readonly<Record<string, string>>
}

const npmInstall = ['install', '--no-audit', '--no-fund', '--prefer-offline']
/** The oldest Hono that the edge supports. A project can have another Hono than the edge, and mount the edge's app in it. */
const oldestHono = 'hono@4.12.0'

/** Packs all packages into a new folder. */
export async function packAll(temporary: string): Promise<PackResult> {
  const out = join(temporary, 'packed')
  const program = join(import.meta.dirname, 'pack.ts')
  const printed = await run(temporary, process.execPath, [program, '--out', out])
  return { tarballs: readdirSync(out).map((name) => join(out, name)), printed }
}

/** Installs tarballs into a new folder with npm, and copies the consumers into it. @returns the folder */
export async function installPacked(temporary: string, { tarballs }: PackResult): Promise<string> {
  const folder = join(temporary, 'project')
  mkdirSync(folder)
  await run(folder, 'npm', [...npmInstall, ...tarballs, oldestHono])
  cpSync(join(import.meta.dirname, 'fixtures'), folder, { recursive: true })
  return folder
}
