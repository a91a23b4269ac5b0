import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import type { Given } from './arguments.ts'
import type { Option } from './command.ts'
import { CommandError, UsageError } from './errors.ts'
import type { World } from './world.ts'

/** The database that `pnpm start` serves. */
const defaultUrl = 'file:.data/export-buckets.db'
/** Milliseconds that a statement waits for another process to let go of the database. */
const busyTimeout = 5_000
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** The option that names the database. */
export const databaseOption: Option = {
  value: 'URL',
  about: `file:PATH, libsql://… or https://…; default: DATABASE_URL, else ${defaultUrl}`,
}

function isRemote({ protocol, hostname, search, username, password }: URL): boolean {
  const isPrivate = protocol === 'libsql:' || protocol === 'https:'
  const isNear = protocol === 'http:' && loopback.test(hostname)
  return (isPrivate || isNear) && !search && !username && !password
}

/** An address may hold a token or a password, so that none is repeated. */
function urlIn(given: Given, env: World['env']): string {
  const option = given.text('database')
  const url = option ?? (env['DATABASE_URL'] || defaultUrl)
  const parsed = URL.parse(url)
  if (/^file:./.test(url) || (parsed && isRemote(parsed))) return url
  const source = option === undefined ? 'DATABASE_URL' : '--database'
  throw new UsageError(
    `${source}: expected file:PATH, libsql://… or https://… (http:// for this machine alone), without user or query: a token goes into DATABASE_AUTH_TOKEN`,
  )
}

/** Where a file's data are, `undefined` for a database on another machine. */
const pathOf = (url: string) => (url.startsWith('file:') ? url.slice('file:'.length) : undefined)

/**
 * Works on the database that the command line names.
 *
 * @param whenAbsent - what to do where a file is not there
 * @throws CommandError for a file that is not there and is not to be made
 */
export async function withDatabase<T>(
  given: Given,
  { env }: World,
  whenAbsent: 'make it' | 'fail',
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const url = urlIn(given, env)
  const path = pathOf(url)
  if (path !== undefined && !existsSync(path)) {
    if (whenAbsent === 'fail') {
      throw new CommandError(`${path}: no such database; pnpm edge migrate makes it`)
    }
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  }
  const authToken = env['DATABASE_AUTH_TOKEN']
  const client = createClient({ url, timeout: busyTimeout, ...(authToken && { authToken }) })
  try {
    return await work(client)
  } catch (error) {
    if (error instanceof Error && /no such table: credential/.test(error.message)) {
      throw new CommandError('the database is not migrated; pnpm edge migrate does that')
    }
    throw error
  } finally {
    client.close()
  }
}
