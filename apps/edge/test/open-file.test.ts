import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createClient } from '@libsql/client'
import { afterAll, expect, test } from 'vitest'
import { openLibsqlFile } from '../src/runtimes/server/libsql-file.ts'
import type { OpenFile } from '../src/runtimes/server/open-database.ts'
import { openSqliteFile } from '../src/runtimes/server/sqlite-file.ts'
import { sqlStore } from '../src/store/sql/sql-store.ts'
import { runConcurrently } from './run-concurrently.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-open-'))
afterAll(() => rmSync(folder, { recursive: true }))

/**
 * Locks a file for writing and returns the function that unlocks it. It uses the library that has the file open,
 * because two
 * libraries in one process share no locks.
 */
type Lock = (path: string) => Promise<() => unknown>

const lockSqlite: Lock = async (path) => {
  const otherConnection = new DatabaseSync(path)
  otherConnection.exec('BEGIN IMMEDIATE')
  return () => otherConnection.close()
}

const lockLibsql: Lock = async (path) => {
  const otherClient = createClient({ url: `file:${path}` })
  const lock = await otherClient.transaction('write')
  return () => lock.rollback().finally(() => otherClient.close())
}

test.each<[string, OpenFile, Lock]>([
  ['node:sqlite', openSqliteFile, lockSqlite],
  ['libSQL', openLibsqlFile, lockLibsql],
])(
  'a server that has a file open with %s responds while a write waits for a lock',
  async (name, open, lock) => {
    const path = join(folder, `${name.replace(':', '-')}.db`)
    const { database, close } = await open(path)
    const store = sqlStore(database)
    const unlock = await lock(path)
    const pendingWrite = store.saveApiKey({ publicKey: 'key', ha1: 'e'.repeat(32), grants: [] })
    await store.ready()
    expect(await store.apiKey('key')).toBeUndefined()
    await unlock()
    await pendingWrite
    expect(await store.apiKey('key')).toBeDefined()
    close()
  },
)

test.each([
  ['node:sqlite', 'sqlite-file', 'openSqliteFile'],
  ['libSQL', 'libsql-file', 'openLibsqlFile'],
])(
  'processes that create the same file at the same moment with %s wait for each other',
  async (name, module, openFile) => {
    const call = `(await module.${openFile}(path)).close() ?? 'opened'`
    const open = await runConcurrently(
      import.meta.resolve(`../src/runtimes/server/${module}.ts`),
      call,
    )
    for (let round = 0; round < 10; round += 1) {
      const path = join(folder, `${name.replace(':', '-')}-${round}.db`)
      expect(await open(path)).toEqual(['opened', 'opened', 'opened'])
    }
  },
)
