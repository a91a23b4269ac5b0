import { createClient } from '@libsql/client'
import { expect, onTestFinished } from 'vitest'
import { libsqlStore } from '../../src/store/drivers/libsql.ts'
import type { Store } from '../../src/store/store.ts'
import { groupId } from '../create-test-app.ts'
import { parseCredential, type Terminal } from './terminal.ts'

export const projectFlags: readonly string[] = ['--project', groupId]
export const readerFlags: readonly string[] = [...projectFlags, '--role', 'GROUP_READ_ONLY']

export function openStore({ url }: Terminal): Store {
  const client = createClient({ url })
  onTestFinished(() => client.close())
  return libsqlStore(client)
}

/**
 * Runs work on the store of a terminal and closes it, because the program uses another copy of SQLite, and two copies in one
 * process cancel each other's locks.
 */
export async function withStore<T>(
  { url }: Terminal,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const client = createClient({ url })
  try {
    return await work(libsqlStore(client))
  } finally {
    client.close()
  }
}

/** Adds a credential and returns the printed id and secret. */
export async function addCredential(
  terminal: Terminal,
  kind: string,
  ...flags: string[]
): Promise<ReturnType<typeof parseCredential>> {
  const { code, stdout, stderr } = await terminal.run('credentials', 'add', kind, ...flags)
  expect([code, stderr]).toEqual([0, ''])
  return parseCredential(stdout)
}
