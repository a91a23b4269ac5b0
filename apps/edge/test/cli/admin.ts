import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { run } from '../../src/cli/run.ts'
import type { Output } from '../../src/cli/world.ts'
import { groupId } from '../world.ts'

/** What became of a command. */
export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** The `NAME=value` lines of standard output. */
  readonly variables: NodeJS.Dict<string>
}

/** A folder with a database, and the command line beside it. */
export interface Admin {
  readonly folder: string
  readonly url: string
  file(name: string): string
  /** Runs a command on the database of the folder. */
  run(...args: string[]): Promise<Ran>
  /** Runs a command in another environment, or on a terminal. */
  runIn(
    surroundings: { env?: Record<string, string>; terminal?: boolean },
    ...args: string[]
  ): Promise<Ran>
  remove(): void
}

function kept(isTTY: boolean): Output & { text(): string } {
  let all = ''
  return {
    isTTY,
    write(text) {
      all += text
    },
    text: () => all,
  }
}

/** Makes a folder for a test. @param database - the path of its database, within the folder */
export function admin(database = 'test.db'): Admin {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-admin-'))
  const url = `file:${join(folder, database)}`
  const runIn: Admin['runIn'] = async ({ env = {}, terminal = false }, ...args) => {
    const [stdout, stderr] = [kept(terminal), kept(terminal)]
    const code = await run({ args, env, stdout, stderr })
    const text = stdout.text()
    return { code, stdout: text, stderr: stderr.text(), variables: parseEnv(text) }
  }
  return {
    folder,
    url,
    file: (name) => join(folder, name),
    run: (...args) => runIn({ env: { DATABASE_URL: url } }, ...args),
    runIn,
    remove: () => rmSync(folder, { recursive: true }),
  }
}

/** The shortest grant. */
export const reader: readonly string[] = ['--project', groupId, '--role', 'GROUP_READ_ONLY']
