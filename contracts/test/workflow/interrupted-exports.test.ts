import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { useFakeClock } from '@export-buckets/test-support/fake-clock'
import { serve } from '@export-buckets/test-support/serve'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { groupId } from '../../src/matrix/ids.ts'
import { createClientDriver } from './client-driver.ts'
import { commandEnvironment } from './command-line.ts'
import { type PreparedExport, prepareExport } from './export-workflow.ts'
import {
  createSimulatedAtlas,
  prepareSimulatedExport,
  replicaSet,
  type SimulatedAtlas,
} from './simulated-atlas.ts'

const { clusterName } = replicaSet
const hourMs = 3_600_000
const reason = new Error('changed my mind')

/** Starts a job of one hour. Returns its parameters, its flags, and how often it was read. */
async function startJob({ client, requests }: SimulatedAtlas, prepared: PreparedExport) {
  const job = { exportBucketId: prepared.bucket._id, snapshotId: prepared.snapshot.id }
  const { id: exportId } = await client.exportJobs.create({ groupId, clusterName, job })
  return {
    params: { groupId, clusterName, exportId },
    flags: ['--clusterName', clusterName, '--exportId', exportId],
    countReads: () => requests.filter((line) => line.endsWith(exportId)).length,
  }
}

const catchError = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'it ended',
    (error: unknown) => error,
  )

describe('with a fake clock', () => {
  useFakeClock()

  async function startExport() {
    const atlas = await createSimulatedAtlas({ exportSeconds: hourMs / 1000 })
    return { atlas, ...(await startJob(atlas, await prepareSimulatedExport(atlas))) }
  }

  /** Expects that nothing runs, and that nothing is sent in the next hour. */
  async function expectNothingRunning({ requests, pendingRequests }: SimulatedAtlas) {
    expect([vi.getTimerCount(), pendingRequests()]).toEqual([0, 0])
    const requestCount = requests.length
    await vi.advanceTimersByTimeAsync(hourMs)
    expect(requests).toHaveLength(requestCount)
  }

  /** Runs timers until the job was read, and then waits in a delay or in a request. */
  async function runTo(
    phase: 'delay' | 'request',
    { atlas, countReads }: Awaited<ReturnType<typeof startExport>>,
  ) {
    await atlas.runUntil(() => countReads() === 3 && atlas.pendingRequests() === 0)
    if (phase === 'delay') return
    atlas.pause()
    await atlas.runUntil(() => atlas.pendingRequests() === 1)
  }

  test.each(['delay', 'request'] as const)(
    'an abort of the client during a %s leaves nothing running',
    async (phase) => {
      const started = await startExport()
      const { client } = started.atlas
      const controller = new AbortController()
      const input = { ...started.params, signal: controller.signal }
      const ending = catchError(client.exportJobs.waitFor(input))
      await runTo(phase, started)
      controller.abort(reason)
      expect(await ending).toBe(reason)
      await expectNothingRunning(started.atlas)
    },
  )

  test('a loop over the states that breaks leaves nothing running', async () => {
    const { atlas, params } = await startExport()
    const watch = async () => {
      for await (const { state } of atlas.client.exportJobs.watch(params))
        if (state === 'InProgress') break
    }
    await atlas.run(watch())
    await expectNothingRunning(atlas)
  })

  test.each(['delay', 'request'] as const)(
    'an interrupt of the command line during a %s exits with 130 and says how to go on',
    async (phase) => {
      const started = await startExport()
      const { atlas, flags } = started
      const controller = new AbortController()
      const ending = atlas.runCommand('job watch', flags, controller.signal)
      await runTo(phase, started)
      controller.abort()
      const { code, stdout, stderr } = await ending
      expect([code, stdout]).toEqual([130, ''])
      expect(stderr).toContain(`To watch it: export-buckets job watch ${flags.join(' ')}\n`)
      expect(stderr).not.toContain('error')
      await expectNothingRunning(atlas)
    },
  )

  test('an interrupt of `export --take` during the snapshot says how to watch the snapshot', async () => {
    const atlas = await createSimulatedAtlas()
    const { bucket } = await prepareSimulatedExport(atlas)
    const controller = new AbortController()
    const args = ['--clusterName', clusterName, '--exportBucketId', bucket._id]
    const before = atlas.requests.length
    const ending = atlas.runCommand('export --take --watch', args, controller.signal)
    await atlas.runUntil(() => atlas.requests.length === before + 4)
    controller.abort()
    const { code, stdout, stderr } = await ending
    expect([code, stdout]).toEqual([130, ''])
    expect(stderr).toMatch(
      /To watch it: export-buckets snapshot watch --clusterName Cluster0 --snapshotId [0-9a-f]{24}\n$/,
    )
    expect(atlas.requests.filter((line) => line.endsWith('/exports'))).toEqual([])
    await expectNothingRunning(atlas)
  })
})

describe('in a process of its own', () => {
  /** Serves an app whose job takes an hour. */
  async function serveExport() {
    const atlas = await createSimulatedAtlas({
      snapshotSeconds: 0.1,
      exportSeconds: hourMs / 1000,
    })
    const driver = createClientDriver(atlas.client)
    const baseUrl = await serve(atlas.handle)
    const workflow = { driver, cloudProvider: 'GCP', cluster: replicaSet } as const
    return { atlas, baseUrl, ...(await startJob(atlas, await prepareExport(workflow))) }
  }

  /** Starts a program until the test ends. */
  function startProgram(program: string, args: readonly string[], env = {}) {
    const { PATH } = process.env
    const child = spawn(process.execPath, [program, ...args], { env: { PATH, ...env } })
    onTestFinished(() => void child.kill('SIGKILL'))
    const output = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const)
      child[name].on('data', (chunk) => {
        output[name] += chunk
      })
    return { child, output, exit: once(child, 'close') }
  }

  test.each([
    ['delay', hourMs],
    ['request', 1],
  ])('an abort of the client during a %s ends the process by itself', async (phase, interval) => {
    const { atlas, baseUrl, params } = await serveExport()
    const { clientId, clientSecret } = atlas.credentials
    const flags = Object.entries({ baseUrl, clientId, clientSecret, interval, ...params })
    const { child, output, exit } = startProgram(
      join(import.meta.dirname, 'aborted-watch.ts'),
      flags.map(([name, value]) => `--${name}=${value}`),
    )
    await expect.poll(() => output.stdout).toBe('Queued\n')
    if (phase === 'request') {
      atlas.pause()
      await expect.poll(atlas.pendingRequests).toBe(1)
    }
    child.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
    expect(output).toEqual({ stdout: 'Queued\n0 requests since the abort\n', stderr: '' })
    await expect.poll(atlas.pendingRequests).toBe(0)
  })

  test('an interrupt of the command line exits with 130 at once', async () => {
    const { atlas, baseUrl, flags } = await serveExport()
    const client = createRequire(import.meta.url).resolve('@export-buckets/client')
    const { child, output, exit } = startProgram(
      join(dirname(client), 'cli', 'main.ts'),
      ['job', 'watch', ...flags],
      commandEnvironment({ baseUrl, credentials: atlas.credentials }),
    )
    await expect.poll(() => output.stderr).toContain(`${clusterName}: Queued`)
    child.kill('SIGINT')
    expect(await exit).toEqual([130, null])
    expect(output.stdout).toBe('')
    expect(output.stderr).toContain('export-buckets job watch')
    expect(output.stderr).not.toContain('error')
  })
})
