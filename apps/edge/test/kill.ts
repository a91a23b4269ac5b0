/**
 * Kills the server with SIGKILL during writes, repeatedly. Checks after each restart that no acknowledged write is
 * lost
 * and no partial write is read. Run: `node test/kill.ts [ROUNDS]`. Default: 200 rounds.
 */
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import {
  AccessToken,
  ExportBucket,
  operationPath,
  operations,
  tokenPath,
  vendorMediaType,
} from '@export-buckets/core'
import { type Server, startServer } from '@export-buckets/test-support/start-server'

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

interface Session {
  readonly collection: string
  call(method: string, path: string, body?: object): Promise<Response>
}

async function open(url: string, folder: string): Promise<Session> {
  const env = parseEnv(readFileSync(join(folder, '.data', 'credentials.env'), 'utf8'))
  const pair = `${env['MONGODB_ATLAS_CLIENT_ID']}:${env['MONGODB_ATLAS_CLIENT_SECRET']}`
  const response = await fetch(url + tokenPath, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(pair)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token } = AccessToken.parse(await response.json())
  const groupId = env['MONGODB_ATLAS_PROJECT_ID'] ?? ''
  const mediaType = vendorMediaType('2024-05-30')
  return {
    collection: operationPath(operations.listGroupBackupExportBuckets, { groupId }),
    call: (method, path, body) =>
      fetch(url + path, {
        method,
        headers: { Authorization: `Bearer ${token}`, Accept: mediaType, 'Content-Type': mediaType },
        ...(body && { body: JSON.stringify(body) }),
      }),
  }
}

/** Creates, updates and deletes buckets until the server is killed. Records acknowledged and unacknowledged writes. */
class Writer {
  /** The last acknowledged bucket by id. `undefined` when it is deleted. */
  readonly acknowledged = new Map<string, ExportBucket | undefined>()
  /** Ids whose last request got no response. Either outcome is correct. */
  readonly unacknowledged = new Set<string>()
  count = 0
  readonly #requiredCount: number
  readonly #completion = Promise.withResolvers<void>()
  /** Resolves after enough acknowledgements. */
  readonly completion: Promise<void> = this.#completion.promise

  /** @param requiredCount - number of acknowledgements */
  constructor(requiredCount: number) {
    this.#requiredCount = requiredCount
  }

  async run({ call, collection }: Session): Promise<void> {
    const request = { cloudProvider: 'AWS', iamRoleId: '32b6e34b3d91647abb20e7b8' }
    for (let n = 0; ; n++) {
      const createResponse = await call('POST', collection, {
        ...request,
        bucketName: `bucket-${n}`,
      })
      const bucket = ExportBucket.parse(await createResponse.json())
      this.#acknowledge(bucket._id, bucket)
      const path = `${collection}/${bucket._id}`
      if (n % 2 === 0) {
        this.unacknowledged.add(bucket._id)
        const updateResponse = await call('PATCH', path, { requirePrivateNetworking: true })
        this.#acknowledge(bucket._id, ExportBucket.parse(await updateResponse.json()))
      } else if (n % 3 === 0) {
        this.unacknowledged.add(bucket._id)
        const deleteResponse = await call('DELETE', path)
        if (deleteResponse.status !== 204) throw new Error(`DELETE: ${deleteResponse.status}`)
        this.#acknowledge(bucket._id, undefined)
      }
    }
  }

  #acknowledge(id: string, bucket: ExportBucket | undefined): void {
    this.acknowledged.set(id, bucket)
    this.unacknowledged.delete(id)
    this.count += 1
    if (this.count === this.#requiredCount) this.#completion.resolve()
  }
}

/** Compares two buckets without `region`, which only get returns. */
function isSameBucket(
  actual: ExportBucket | undefined,
  expected: ExportBucket | undefined,
): boolean {
  const toComparable = (bucket: ExportBucket | undefined) =>
    JSON.stringify(bucket && Object.entries({ ...bucket, region: '' }).toSorted())
  return toComparable(actual) === toComparable(expected)
}

/** Reads one bucket. Any response other than a bucket or a 404 is torn. */
async function readBucket(
  { call, collection }: Session,
  id: string,
): Promise<ExportBucket | 'torn' | undefined> {
  const response = await call('GET', `${collection}/${id}`)
  if (response.status === 404) return undefined
  const body: unknown = await response.json()
  return response.status === 200 && ExportBucket.is(body) ? body : 'torn'
}

async function check(session: Session, writer: Writer, tally: Tally): Promise<void> {
  for (const [id, expected] of writer.acknowledged) {
    const actual = await readBucket(session, id)
    if (actual === 'torn') tally.tornReads += 1
    else if (!writer.unacknowledged.has(id) && !isSameBucket(actual, expected))
      tally.lostWrites += 1
  }
  const listResponse = await session.call('GET', `${session.collection}?itemsPerPage=500`)
  if (listResponse.status !== 200) tally.tornReads += 1
  tally.acknowledged += writer.count
}

/** Writes to a server and kills it. Returns a server that was restarted on its data. */
async function round(server: Server, folder: string, tally: Tally): Promise<Server> {
  const session = await open(server.url, folder)
  const writer = new Writer(1 + Math.floor(Math.random() * maxAcknowledged))
  const runningWriters = Array.from({ length: writers }, () =>
    writer.run(session).catch(() => undefined),
  )
  // Writers that fail at once end the wait, too.
  await Promise.race([writer.completion, Promise.all(runningWriters)])
  server.process.kill('SIGKILL')
  await once(server.process, 'exit')
  await Promise.all(runningWriters)
  const restartedServer = await startServer(folder)
  try {
    await check(await open(restartedServer.url, folder), writer, tally)
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
