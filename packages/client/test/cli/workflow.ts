import { type OperationId, operations } from '@export-buckets/core'
import { runTimersUntil } from '@export-buckets/test-support/run-timers'
import { afterEach, beforeEach, vi } from 'vitest'
import { exportBucketId } from '../fakes/buckets.ts'
import { type FakeAtlas, type FakeHandler, respondWithBody } from '../fakes/fake-atlas.ts'
import { cluster, queuedJob, snapshot, successfulJob } from '../fakes/workflow.ts'
import { type CliResult, type RunOptions, startCli } from './run-cli.ts'

/** The handlers of a test, by the operation. */
export type Handlers = Readonly<Partial<Record<OperationId, FakeHandler | object>>>

const pathPatterns = Object.values(operations).map(({ operationId, method, path }) => ({
  operationId,
  method,
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[\\w-]+')}$`),
  parameters: path.split('{').length,
}))

/** Returns the operation of a request: the one with the fewest parameters whose path matches. */
export function findOperation(method: string, path: string): OperationId | undefined {
  return pathPatterns
    .filter((operation) => operation.method === method && operation.pattern.test(path))
    .toSorted((a, b) => a.parameters - b.parameters)[0]?.operationId
}

/** Returns the operations of the received requests, in order. */
export function operationIds({ api }: Pick<FakeAtlas, 'api'>): (OperationId | undefined)[] {
  return api.map(({ method, path }) => findOperation(method, path))
}

/** Returns the body of the request to an operation. */
export function sentBody({ api }: Pick<FakeAtlas, 'api'>, operationId: OperationId): unknown {
  const request = api.find(({ method, path }) => findOperation(method, path) === operationId)
  return JSON.parse(request?.body ?? '')
}

/** Responds by the operation of the request: with a body, or with a handler that counts requests for its operation. */
function respondByOperation(handlers: Handlers): FakeHandler {
  const counts = new Map<OperationId, number>()
  return (c) => {
    const operationId = findOperation(c.req.method, c.req.path)
    const handler = operationId && handlers[operationId]
    if (operationId === undefined || handler === undefined)
      throw new Error(`no response for ${c.req.method} ${c.req.path}`)
    const nth = (counts.get(operationId) ?? 0) + 1
    counts.set(operationId, nth)
    return typeof handler === 'function'
      ? handler(c, nth)
      : respondWithBody(operationId, handler)(c, nth)
  }
}

/** Responds with these bodies in turn, and with the last one for all further requests. */
export function respondInTurn(operationId: OperationId, ...bodies: readonly object[]): FakeHandler {
  return (c, nth) => respondWithBody(operationId, bodies[nth - 1] ?? bodies.at(-1) ?? {})(c, nth)
}

/** Responds with these export jobs in turn. */
export const respondWithJobs = (...jobs: readonly object[]): FakeHandler =>
  respondInTurn('getGroupClusterBackupExport', ...jobs)

/** A replica set with a snapshot, whose export succeeds. */
export const workflowHandlers: Handlers = {
  listGroupClusters: { results: [cluster] },
  getGroupCluster: cluster,
  listGroupClusterBackupSnapshots: { results: [snapshot] },
  createGroupClusterBackupExport: queuedJob,
  getGroupClusterBackupExport: successfulJob,
}

/** The flags of a command that exports. */
export const exportFlags: readonly string[] = [
  '--clusterName',
  'Cluster0',
  '--exportBucketId',
  exportBucketId,
]

/** Fakes the clock and all timers for the tests of a file. The sample snapshot expires in a day and a half. */
export function useWorkflowClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
      now: Date.parse('2026-08-09T15:27:12Z'),
    })
  })
  afterEach(() => void vi.useRealTimers())
}

/** Runs the program with an Atlas in this process, and passes all delays of the fake clock. */
export async function runWorkflow(
  args: readonly string[],
  handlers: Handlers = workflowHandlers,
  runOptions: RunOptions = {},
): Promise<CliResult> {
  const api = respondByOperation(handlers)
  const { result } = await startCli(args, { api }, { isInProcess: true, ...runOptions })
  return runTimersUntil(result)
}
