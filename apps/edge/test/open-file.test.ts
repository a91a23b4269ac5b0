import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createClient } from '@libsql/client'
import { afterAll, expect, test } from 'vitest'
import { openLibsqlFile } from '../src/entry/libsql-file.ts'
import type { OpenFile } from '../src/entry/open-database.ts'
import { openSqliteFile } from '../src/entry/sqlite-file.ts'
import { sqlStore } from '../src/store/sql-store.ts'
import { atTheSameTime } from './at-the-same-time.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-open-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Locks a file for writing; answers what lets go of it. With the library that it is open with: two in one process share no locks. */
type Lock = (path: string) => Promise<() => unknown>

const lockSqlite: Lock = async (path) => {
  const other = new DatabaseSync(path)
  other.exec('BEGIN IMMEDIATE')
  return () => other.close()
}

const lockLibsql: Lock = async (path) => {
  const other = createClient({ url: `file:${path}` })
  const lock = await other.transaction('write')
  return () => lock.rollback().finally(() => other.close())
}

test.each<[string, OpenFile, Lock]>([
  ['node:sqlite', openSqliteFile, lockSqlite],
  ['libSQL', openLibsqlFile, lockLibsql],
])(
  'a server that has a file open with %s answers while a write waits for a lock',
  async (name, open, lock) => {
    const path = join(folder, `${name.replace(':', '-')}.db`)
    const { database, close } = await open(path)
    const store = sqlStore(database)
    const unlock = await lock(path)
    const saved = store.saveApiKey({ publicKey: 'key', ha1: 'e'.repeat(32), grants: [] })
    await store.ready()
    expect(await store.apiKey('key')).toBeUndefined()
    await unlock()
    await saved
    expect(await store.apiKey('key')).toBeDefined()
    close()
  },
)

test.each([
  ['node:sqlite', 'sqlite-file', 'openSqliteFile'],
  ['libSQL', 'libsql-file', 'openLibsqlFile'],
])(
  'processes that make the same file at the same moment with %s wait for one another',
  async (name, module, openFile) => {
    const call = `(await module.${openFile}(path)).close() ?? 'opened'`
    const open = await atTheSameTime(import.meta.resolve(`../src/entry/${module}.ts`), call)
    for (let round = 0; round < 10; round += 1) {
      const path = join(folder, `${name.replace(':', '-')}-${round}.db`)
      expect(await open(path)).toEqual(['opened', 'opened', 'opened'])
    }
  },
)
