import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pack } from '../.ci/pack.ts'
import { run } from './run.ts'

const workspace = join(import.meta.dirname, '..')

/** What is published, in the order of dependencies. */
const members = ['packages/core', 'packages/digest', 'packages/client', 'apps/edge', 'contracts']

/** A project that has nothing in it but the packed packages, what they depend on, and the consumers. */
export interface Project {
  readonly folder: string
  /** Every entry of every package, as it is imported. */
  readonly entries: readonly string[]
  /** The credentials and ids that the server wrote, and its URL. */
  readonly env: Readonly<Record<string, string>>
}

function entriesOf(folder: string, member: string): string[] {
  const { name } = JSON.parse(readFileSync(join(workspace, member, 'package.json'), 'utf8'))
  const installed = join(folder, 'node_modules', name, 'package.json')
  const { exports } = JSON.parse(readFileSync(installed, 'utf8'))
  // The others are files to read, not modules.
  const modules = Object.entries(exports).filter(([, target]) => typeof target === 'object')
  return modules.map(([subpath]) => join(name, subpath))
}

/** Packs all packages, installs the tarballs into a new folder with npm, and puts the consumers beside them. */
export async function installPacked(temporary: string): Promise<Omit<Project, 'env'>> {
  const tarballs = members.map((member) => pack(join(workspace, member), temporary))
  const folder = join(temporary, 'project')
  mkdirSync(folder)
  await run(folder, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs])
  cpSync(join(import.meta.dirname, 'fixtures'), folder, { recursive: true })
  return { folder, entries: members.flatMap((member) => entriesOf(folder, member)) }
}
