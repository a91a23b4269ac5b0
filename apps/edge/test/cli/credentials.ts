import { createClient } from '@libsql/client'
import { expect, onTestFinished } from 'vitest'
import { libsqlStore } from '../../src/store/libsql.ts'
import type { Store } from '../../src/store/store.ts'
import { groupId } from '../world.ts'
import { shown, type Terminal } from './terminal.ts'

export const project: readonly string[] = ['--project', groupId]
export const reader: readonly string[] = [...project, '--role', 'GROUP_READ_ONLY']

export function storeOf({ url }: Terminal): Store {
  const client = createClient({ url })
  onTestFinished(() => client.close())
  return libsqlStore(client)
}

/** Adds a credential; answers what was shown of it, by name. */
export async function added(
  t: Terminal,
  kind: string,
  ...flags: string[]
): Promise<ReturnType<typeof shown>> {
  const { code, stdout, stderr } = await t.runs('credentials', 'add', kind, ...flags)
  expect([code, stderr]).toEqual([0, ''])
  return shown(stdout)
}
