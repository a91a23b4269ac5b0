import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.ts'

/** The packages as `pnpm release:pack` leaves them. */
export interface PackResult {
  readonly tarballs: readonly string[]
  /** What the command printed. */
  readonly printed: string
}

/** A project that has nothing in it but the packed packages, what they depend on, and the consumers. */
export interface Project {
  readonly folder: string
  readonly packed: PackResult
  /** The credentials and ids that the server wrote, and its URL. */
  readonly env: Readonly<Record<string, string>>
}

const npmInstall = ['install', '--no-audit', '--no-fund', '--prefer-offline']
/** The oldest Hono that the edge takes: a project has one of its own, and apps of it and of ours are to fit together. */
const otherHono = 'hono@4.12.0'

/** Packs all packages into a new folder. */
export async function packAll(temporary: string): Promise<PackResult> {
  const out = join(temporary, 'packed')
  const program = join(import.meta.dirname, 'pack.ts')
  const printed = await run(temporary, process.execPath, [program, '--out', out])
  return { tarballs: readdirSync(out).map((name) => join(out, name)), printed }
}

/** Installs tarballs into a new folder with npm, and puts the consumers beside them. @returns the folder */
export async function installPacked(temporary: string, { tarballs }: PackResult): Promise<string> {
  const folder = join(temporary, 'project')
  mkdirSync(folder)
  await run(folder, 'npm', [...npmInstall, ...tarballs, otherHono])
  cpSync(join(import.meta.dirname, 'fixtures'), folder, { recursive: true })
  return folder
}
