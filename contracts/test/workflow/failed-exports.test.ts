import type { ExportJob } from '@export-buckets/client'
import { useFakeClock } from '@export-buckets/test-support/fake-clock'
import { describe, expect, test, vi } from 'vitest'
import { groupId } from '../../src/matrix/ids.ts'
import {
  createSimulatedAtlas,
  prepareSimulatedExport,
  replicaSet,
  type SimulatedAtlas,
  sharded,
} from './simulated-atlas.ts'

useFakeClock()

const { clusterName } = replicaSet
const exportFailure = 'The bucket has no space left'
const failureText = `Failed: EXPORT_FAILED: ${exportFailure}. `

/** Starts the export of a snapshot, and returns what watches it: the parameters and the flags. */
async function startExport(atlas: SimulatedAtlas) {
  const { bucket, snapshot } = await prepareSimulatedExport(atlas)
  const job = { exportBucketId: bucket._id, snapshotId: snapshot.id }
  const { id: exportId } = await atlas.client.exportJobs.create({ groupId, clusterName, job })
  return {
    params: { groupId, clusterName, exportId },
    flags: ['--clusterName', clusterName, '--exportId', exportId],
    exportFlags: ['--clusterName', clusterName, '--exportBucketId', bucket._id],
  }
}

type StartedExport = Awaited<ReturnType<typeof startExport>>

describe('a failed job', () => {
  test('a failed job ends the watch of the client with its state and reason, and rejects waitFor with them', async () => {
    const atlas = await createSimulatedAtlas({ exportFailure })
    const { params } = await startExport(atlas)
    const states: ExportJob[] = []
    const watch = async () => {
      for await (const job of atlas.client.exportJobs.watch(params)) states.push(job)
    }
    await atlas.run(watch())
    const last = states.at(-1)
    const stateReason = { errorCode: 'EXPORT_FAILED', message: exportFailure }
    expect(last).toMatchObject({ state: 'Failed', stateReason, id: params.exportId })
    await expect(atlas.run(atlas.client.exportJobs.waitFor(params))).rejects.toMatchObject({
      code: 'EXPORT_JOB_ERROR',
      job: last,
      message: expect.stringContaining(failureText),
    })
    expect(vi.getTimerCount()).toBe(0)
  })

  test.each(['job watch', 'export --watch --take'])(
    'a failed job ends the command line with exit code 6, the job and its reason: %s',
    async (command) => {
      const atlas = await createSimulatedAtlas({ exportFailure })
      const { flags, exportFlags } = await startExport(atlas)
      const args = command === 'job watch' ? flags : exportFlags
      const { code, stdout, stderr } = await atlas.run(atlas.runCommand(command, args))
      expect(code).toBe(6)
      expect(JSON.parse(stdout)).toMatchObject({
        state: 'Failed',
        stateReason: { message: exportFailure },
      })
      expect(stderr).toContain(failureText)
      expect(vi.getTimerCount()).toBe(0)
    },
  )
})

describe('a timeout', () => {
  test('a timeout rejects waitFor of the client, and the job continues to its end', async () => {
    const atlas = await createSimulatedAtlas()
    const { params } = await startExport(atlas)
    const waitFor = (timeout?: number) => atlas.client.exportJobs.waitFor({ ...params, timeout })
    await expect(atlas.run(waitFor(300_000))).rejects.toMatchObject({
      code: 'TIMEOUT',
      timeout: 300_000,
      lastState: 'InProgress',
    })
    expect(vi.getTimerCount()).toBe(0)
    expect(await atlas.run(waitFor())).toMatchObject({ state: 'Successful' })
  })

  test('a timeout ends the command line with exit code 8 and the command that continues to watch', async () => {
    const atlas = await createSimulatedAtlas()
    const { exportFlags } = await startExport(atlas)
    const args = [...exportFlags, '--take', '--watch', '--timeout', '300']
    const { code, stdout, stderr } = await atlas.run(atlas.runCommand('export', args))
    expect(code).toBe(8)
    expect(JSON.parse(stdout)).toMatchObject({ state: 'InProgress' })
    expect(stderr).toContain('has not ended after 5 min 0 s; its state is InProgress')
    const [, command = ''] = /To watch it: export-buckets (.+)$/m.exec(stderr) ?? []
    const watched = await atlas.run(atlas.runCommand(command))
    expect(watched.code).toBe(0)
    expect(JSON.parse(watched.stdout)).toMatchObject({ state: 'Successful' })
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('several clusters', () => {
  test('several clusters are exported at the same time, and the highest exit code wins', async () => {
    const atlas = await createSimulatedAtlas()
    const { exportFlags } = await startExport(atlas)
    const args = [...exportFlags, '--clusterName', sharded.clusterName, '--take', '--watch']
    const startedAt = Date.now()
    const both = await atlas.run(atlas.runCommand('export', args))
    expect(both).toMatchObject({ code: 0 })
    expect(JSON.parse(both.stdout).results).toMatchObject([
      { clusterName, state: 'Successful' },
      { clusterName: sharded.clusterName, state: 'Successful' },
    ])
    // One after the other, two snapshots and two jobs of a minute and 15 minutes would take 32.
    expect(Date.now() - startedAt).toBeLessThan(20 * 60_000)
    const unknown = await atlas.run(
      atlas.runCommand('export', [...args, '--clusterName', 'Cluster9']),
    )
    expect(unknown.code).toBe(4)
    expect(unknown.stderr).toContain('Cluster9: ')
    expect(unknown.stderr).toContain('CLUSTER_NOT_FOUND')
  })
})

describe('a job of one hour', () => {
  test.each<[string, (atlas: SimulatedAtlas, started: StartedExport) => Promise<unknown>]>([
    ['waitFor of the client', ({ client }, { params }) => client.exportJobs.waitFor(params)],
    ['`job watch`', ({ runCommand }, { flags }) => runCommand('job watch', flags)],
  ])('a job of one hour takes %s at most 80 requests with the default delays', async (_, watch) => {
    const atlas = await createSimulatedAtlas({ exportSeconds: 3600 })
    const started = await startExport(atlas)
    const startedAt = Date.now()
    const requestCount = atlas.requests.length
    await atlas.run(watch(atlas, started))
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(3_600_000)
    expect(atlas.requests.length - requestCount).toBeLessThanOrEqual(80)
  })
})
