import { readFileSync } from 'node:fs'
import { createClient } from '@libsql/client'
import { describe, expect, test } from 'vitest'
import type { ResourceKey, ResourceKind } from '../../src/store/resources.ts'
import { id } from '../create-test-app.ts'
import {
  clusterName,
  createBucket,
  createSchedule,
  groupId,
  keys,
  otherGroupId,
  resources,
  roleId,
} from '../stored-resources.ts'
import { withStore } from './credentials.ts'
import { createTerminal, type Terminal } from './terminal.ts'

const read = <Kind extends ResourceKind>(terminal: Terminal, key: ResourceKey<Kind>) =>
  withStore(terminal, (store) => store.resource(key))
const saveCluster = (terminal: Terminal) =>
  withStore(terminal, (store) => store.saveResource(keys.cluster, resources.cluster))

const project = ['--project', groupId]

describe('clusters add', () => {
  test('a new cluster is a replica set with 12 collections and backup', async () => {
    const terminal = await createTerminal()
    const run = await terminal.run('clusters', 'add', 'Cluster0', ...project)
    expect(run).toEqual({ code: 0, stdout: '', stderr: 'Added "Cluster0".\n' })
    expect(await read(terminal, keys.cluster)).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      name: 'Cluster0',
      clusterType: 'REPLICASET',
      createDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      mongoDBMajorVersion: '8.0',
      backupEnabled: true,
      collections: 12,
    })
  })

  test('flags set the type, the version and the number of collections of a new cluster', async () => {
    const terminal = await createTerminal()
    const flags = ['--type', 'SHARDED', '--mongodb', '7.0', '--collections', '0']
    await terminal.run('clusters', 'add', 'Cluster0', ...project, ...flags)
    expect(await read(terminal, keys.cluster)).toMatchObject({
      clusterType: 'SHARDED',
      mongoDBMajorVersion: '7.0',
      collections: 0,
    })
  })

  test('a cluster with the same name in the project is an error and is not changed', async () => {
    const terminal = await createTerminal()
    await saveCluster(terminal)
    const { code, stderr } = await terminal.run('clusters', 'add', 'Cluster0', ...project)
    expect([code, stderr]).toEqual([
      1,
      `error: the project has a cluster named "Cluster0" already; "export-buckets-edge clusters list --project ${groupId}" shows all\n`,
    ])
    expect(await read(terminal, keys.cluster)).toEqual(resources.cluster)
    const other = await terminal.run('clusters', 'add', 'Cluster0', '--project', otherGroupId)
    expect(other.code).toBe(0)
  })
})

describe('clusters list', () => {
  test('the table has one row for each cluster of the project', async () => {
    const terminal = await createTerminal()
    await saveCluster(terminal)
    await terminal.run('clusters', 'add', 'Other', '--project', otherGroupId)
    const { code, stdout, stderr } = await terminal.run('clusters', 'list', ...project)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toBe(
      'NAME      TYPE     MONGODB  COLLECTIONS  BACKUP  CREATED\n' +
        'Cluster0  SHARDED  8.0      12           yes     2026-11-24T12:00:00Z\n',
    )
  })

  test('--json prints the clusters as JSON', async () => {
    const terminal = await createTerminal()
    await saveCluster(terminal)
    const { stdout } = await terminal.run('clusters', 'list', ...project, '--json')
    expect(JSON.parse(stdout)).toEqual([resources.cluster])
    const empty = await terminal.run('clusters', 'list', '--project', otherGroupId, '--json')
    expect(JSON.parse(empty.stdout)).toEqual([])
  })
})

describe('clusters remove', () => {
  test('a cluster is removed with its resources and its use of a bucket', async () => {
    const terminal = await createTerminal()
    const bucket = createBucket(id('a'), roleId)
    await saveCluster(terminal)
    await withStore(terminal, async (store) => {
      await store.saveExportBucket(groupId, bucket)
      await store.saveResource(keys.snapshot, resources.snapshot)
      await store.saveSchedule(groupId, clusterName, createSchedule(bucket._id))
    })
    const run = await terminal.run('clusters', 'remove', 'Cluster0', ...project)
    expect(run).toEqual({ code: 0, stdout: '', stderr: 'Removed "Cluster0".\n' })
    await withStore(terminal, async (store) => {
      for (const key of [keys.cluster, keys.snapshot, keys.schedule])
        expect(await store.resource(key)).toBeUndefined()
      expect(await store.deleteExportBucket(groupId, bucket._id)).toBe('deleted')
    })
  })

  test('a missing cluster is an error', async () => {
    const terminal = await createTerminal()
    const { code, stderr } = await terminal.run('clusters', 'remove', 'Cluster0', ...project)
    expect([code, stderr]).toEqual([
      1,
      `error: the project has no cluster named "Cluster0"; "export-buckets-edge clusters list --project ${groupId}" shows all\n`,
    ])
  })
})

test('with --sql, the SQL of a change is written to a file, and it makes the same change', async () => {
  const terminal = await createTerminal()
  const exportSql = async (name: string, ...args: string[]) => {
    const { code, stderr } = await terminal.run(...args, ...project, '--sql', terminal.file(name))
    expect([code, stderr]).toEqual([0, expect.stringContaining('Nothing is changed yet')])
    const client = createClient({ url: terminal.url })
    await client.executeMultiple(readFileSync(terminal.file(name), 'utf8'))
    client.close()
  }
  await exportSql('add.sql', 'clusters', 'add', 'Cluster0', '--collections', '7')
  expect(await read(terminal, keys.cluster)).toMatchObject({ name: 'Cluster0', collections: 7 })
  await exportSql('simulate.sql', 'simulate', '--export-failure', "Can't write")
  expect(await read(terminal, keys.simulation)).toMatchObject({ exportFailure: "Can't write" })
  await exportSql('reset.sql', 'simulate', '--reset')
  expect(await read(terminal, keys.simulation)).toBeUndefined()
  await exportSql('remove.sql', 'clusters', 'remove', 'Cluster0')
  expect(await read(terminal, keys.cluster)).toBeUndefined()
})
