/**
 * Kills the server with SIGKILL during writes, repeatedly. Checks after each restart that no acknowledged write is lost and
 * no partial write is read. Run: `node test/kill.ts [ROUNDS]`. Default: 200 rounds.
 */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { newestApiVersion, responseValidator } from '@export-buckets/core'
import { type Server, startServer } from '@export-buckets/test-support/start-server'
import { defaultDatabase } from '../src/runtimes/server/data-folder.ts'
import { sqliteStore } from '../src/store/drivers/sqlite.ts'
import { simulationKey } from '../src/store/resources.ts'
import {
  type Body,
  openSession,
  type Resource,
  request,
  type Session,
  sampleClusters,
  Writer,
} from './kill-writer.ts'

/** The counts of all rounds. */
export interface Tally {
  rounds: number
  acknowledged: number
  lostWrites: number
  tornReads: number
}

const writers = 4
/** The maximum number of acknowledged writes before the kill. Each round picks a random number up to it. */
const maxAcknowledged = 40

/** Compares two bodies without `region`, which only get returns, and `nextSnapshot`, which depends on the time. */
function isSameBody(actual: Body | undefined, expected: Body | undefined): boolean {
  const toComparable = (body: Body | undefined) =>
    JSON.stringify(
      body && Object.entries({ ...body, region: '', nextSnapshot: '', links: [] }).toSorted(),
    )
  return toComparable(actual) === toComparable(expected)
}

/** Reads one resource. Any response other than the resource or a 404 is torn. */
async function readResource(
  { call }: Session,
  { operationId, parameters }: Resource,
): Promise<Body | 'torn' | undefined> {
  const response = await call(operationId, parameters)
  if (response.status === 404) return undefined
  const body: unknown = await response.json()
  const isValid = responseValidator(operationId, newestApiVersion)?.is(body)
  return response.status === 200 && isValid ? Object(body) : 'torn'
}

/** Returns whether the bucket that a schedule exports to exists, and cannot be deleted. */
async function isBucketInUse({ call }: Session, schedule: Body): Promise<boolean> {
  if (schedule['autoExportEnabled'] !== true) return true
  const { exportBucketId } = Object(schedule['export'])
  const response = await call('deleteGroupBackupExportBucket', { exportBucketId })
  if (response.ok) return false
  return Object(await response.json()).errorCode === 'EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE'
}

async function check(session: Session, writer: Writer, tally: Tally): Promise<void> {
  for (const [key, { resource, body }] of writer.acknowledged) {
    const actual = await readResource(session, resource)
    if (actual === 'torn') tally.tornReads += 1
    else if (!writer.unacknowledged.has(key) && !isSameBody(actual, body)) tally.lostWrites += 1
  }
  for (const clusterName of sampleClusters) {
    const schedule = await request(session, 'getGroupClusterBackupSchedule', { clusterName })
    if (!(await isBucketInUse(session, schedule))) tally.tornReads += 1
  }
  const listResponse = await session.call(
    'listGroupBackupExportBuckets',
    {},
    undefined,
    '?itemsPerPage=500',
  )
  if (listResponse.status !== 200) tally.tornReads += 1
  tally.acknowledged += writer.count
}

/** `fetch` throws a TypeError when the server is killed. A rejected request is another error. */
function ignoreLostConnection(error: unknown): void {
  if (!(error instanceof TypeError)) throw error
}

/** Lets snapshots and export jobs complete at once, so that they do not change after the response to their creation. */
async function completeAtOnce({ groupId }: Session, folder: string): Promise<void> {
  const database = new DatabaseSync(join(folder, defaultDatabase))
  const simulation = { snapshotSeconds: 0, exportSeconds: 0, roleSeconds: 0 }
  await sqliteStore(database).saveResource(simulationKey(groupId), simulation)
  database.close()
}

/** Writes to a server and kills it. Returns a server that was restarted on its data. */
async function round(server: Server, folder: string, tally: Tally): Promise<Server> {
  const session = await openSession(server.url, folder)
  const writer = new Writer(1 + Math.floor(Math.random() * maxAcknowledged))
  const runningWriters = Array.from({ length: writers }, (_, index) =>
    writer.run(session, index).catch(ignoreLostConnection),
  )
  const exit = once(server.process, 'exit')
  // Writers whose requests are rejected end the wait, too.
  await Promise.race([writer.completion, Promise.all(runningWriters)]).finally(() =>
    server.process.kill('SIGKILL'),
  )
  await exit
  await Promise.all(runningWriters)
  const restartedServer = await startServer(folder)
  try {
    await check(await openSession(restartedServer.url, folder), writer, tally)
    return restartedServer
  } catch (error) {
    restartedServer.process.kill('SIGKILL')
    throw error
  }
}

/** Runs the rounds, each on the data of the previous one. */
export async function killRounds(rounds: number): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-kill-'))
  const tally: Tally = { rounds: 0, acknowledged: 0, lostWrites: 0, tornReads: 0 }
  try {
    let server = await startServer(folder)
    await completeAtOnce(await openSession(server.url, folder), folder)
    for (; tally.rounds < rounds; tally.rounds++) server = await round(server, folder, tally)
    await server.stop()
    return tally
  } finally {
    rmSync(folder, { recursive: true })
  }
}

if (import.meta.main) {
  const tally = await killRounds(Number(process.argv[2] ?? 200))
  console.log(tally)
  process.exitCode = tally.lostWrites + tally.tornReads === 0 ? 0 : 1
}
