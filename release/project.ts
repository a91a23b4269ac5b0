import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pack } from '../.ci/pack.ts'
import { members } from './published.ts'
import { run } from './run.ts'

/** A project that has nothing in it but the packed packages, what they depend on, and the consumers. */
export interface Project {
  readonly folder: string
  /** The credentials and ids that the server wrote, and its URL. */
  readonly env: Readonly<Record<string, string>>
}

const npmInstall = ['install', '--no-audit', '--no-fund', '--prefer-offline']
/** The oldest Hono that the edge takes: a project has one of its own, and apps of it and of ours are to fit together. */
const otherHono = 'hono@4.12.0'

/** Packs all packages, installs the tarballs into a new folder with npm, and puts the consumers beside them. */
export async function installPacked(temporary: string): Promise<string> {
  const tarballs = members.map((member) => pack(member, temporary))
  const folder = join(temporary, 'project')
  mkdirSync(folder)
  await run(folder, 'npm', [...npmInstall, ...tarballs, otherHono])
  cpSync(join(import.meta.dirname, 'fixtures'), folder, { recursive: true })
  return folder
}
