import { ClusterName, SnapshotId } from '@export-buckets/core'
import type { ProjectGrant, Store, StoredSnapshot } from '../src/index.ts'
import { type CallerName, groupId, type TestApp } from './create-test-app.ts'

export const replicaSet: ClusterName = ClusterName.parse('ReplicaSet0')
export const sharded: ClusterName = ClusterName.parse('Sharded0')
export const withoutBackup: ClusterName = ClusterName.parse('WithoutBackup')

/** Saves a snapshot that was completed a minute ago and expires in a day. Returns its id. */
export async function saveSnapshot(
  { clock, store }: TestApp,
  id: string,
  changes: Partial<StoredSnapshot> = {},
  clusterName: ClusterName = replicaSet,
): Promise<string> {
  const requestedAt = clock.now - 60_000
  const snapshot: StoredSnapshot = {
    id: SnapshotId.parse(id),
    snapshotType: 'scheduled',
    frequencyType: 'monthly',
    requestedAt,
    startsAt: requestedAt,
    completesAt: requestedAt,
    expiresAt: clock.now + 86_400_000,
    ...changes,
  }
  await store.saveResource({ kind: 'snapshot', groupId, clusterName, id }, snapshot)
  return id
}

/** Returns a store that does some work once, between its first read of a schedule and the result of the read. */
export function workAfterScheduleRead(store: Store, work: () => Promise<unknown>): Store {
  let isDone = false
  return {
    ...store,
    async resource(key) {
      const resource = await store.resource(key)
      if (key.kind === 'schedule' && !isDone) {
        isDone = true
        await work()
      }
      return resource
    },
  }
}

/** Replaces the grants of a caller by one. */
export async function replaceGrants(
  { store }: TestApp,
  caller: CallerName,
  grant: Omit<ProjectGrant, 'groupId'>,
): Promise<void> {
  const account = await store.serviceAccount(caller)
  if (account === undefined) throw new Error(`no service account ${caller}`)
  await store.saveServiceAccount({ ...account, grants: [{ groupId, ...grant }] })
}
