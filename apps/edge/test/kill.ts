/**
 * Kills the server with SIGKILL in the middle of writes, again and again, and checks after each restart that nothing
 * acknowledged is lost and nothing half-written is read: `node test/kill.ts [ROUNDS]`, 200 unless said otherwise.
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
import { type Server, startServer } from './server.ts'

/** What came of all rounds. */
export interface Tally {
  rounds: number
  acknowledged: number
  lost: number
  torn: number
}

const writers = 4
/** How many writes are acknowledged before the kill, while others are in flight: at most, another number each round. */
const maxAcknowledged = 40

interface Session {
  readonly collection: string
  call(method: string, path: string, body?: object): Promise<Response>
}

async function open(url: string, folder: string): Promise<Session> {
  const env = parseEnv(readFileSync(join(folder, '.data', 'credentials.env'), 'utf8'))
  const pair = `${env['MONGODB_ATLAS_CLIENT_ID']}:${env['MONGODB_ATLAS_CLIENT_SECRET']}`
  const answer = await fetch(url + tokenPath, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(pair)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token } = AccessToken.parse(await answer.json())
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

/** Creates, updates and deletes until the server is gone; remembers what was acknowledged, and what was only asked for. */
class Writer {
  /** By id, what the server said last; `undefined` for a deleted one. */
  readonly acknowledged = new Map<string, ExportBucket | undefined>()
  /** Ids whose last request was not answered: either outcome is right. */
  readonly unanswered = new Set<string>()
  count = 0
  readonly #enough: number
  readonly #reached = Promise.withResolvers<void>()
  /** Fulfilled when enough is acknowledged. */
  readonly reached: Promise<void> = this.#reached.promise

  /** @param enough - number of acknowledgements */
  constructor(enough: number) {
    this.#enough = enough
  }

  async run({ call, collection }: Session): Promise<void> {
    const request = { cloudProvider: 'AWS', iamRoleId: '32b6e34b3d91647abb20e7b8' }
    for (let n = 0; ; n++) {
      const created = await call('POST', collection, { ...request, bucketName: `bucket-${n}` })
      const bucket = ExportBucket.parse(await created.json())
      this.#take(bucket._id, bucket)
      const path = `${collection}/${bucket._id}`
      if (n % 2 === 0) {
        this.unanswered.add(bucket._id)
        const updated = await call('PATCH', path, { requirePrivateNetworking: true })
        this.#take(bucket._id, ExportBucket.parse(await updated.json()))
      } else if (n % 3 === 0) {
        this.unanswered.add(bucket._id)
        const deleted = await call('DELETE', path)
        if (deleted.status !== 204) throw new Error(`DELETE: ${deleted.status}`)
        this.#take(bucket._id, undefined)
      }
    }
  }

  #take(id: string, bucket: ExportBucket | undefined): void {
    this.acknowledged.set(id, bucket)
    this.unanswered.delete(id)
    this.count += 1
    if (this.count === this.#enough) this.#reached.resolve()
  }
}

/** Whether what is read is what was said: `region` is told on get alone, so it is left aside. */
function same(read: ExportBucket | undefined, said: ExportBucket | undefined): boolean {
  const plain = (bucket: ExportBucket | undefined) =>
    JSON.stringify(bucket && Object.entries({ ...bucket, region: '' }).toSorted())
  return plain(read) === plain(said)
}

/** Reads one bucket; what is no bucket and no 404 is torn. */
async function read(
  { call, collection }: Session,
  id: string,
): Promise<ExportBucket | 'torn' | undefined> {
  const answer = await call('GET', `${collection}/${id}`)
  if (answer.status === 404) return undefined
  const body: unknown = await answer.json()
  return answer.status === 200 && ExportBucket.is(body) ? body : 'torn'
}

async function check(session: Session, writer: Writer, tally: Tally): Promise<void> {
  for (const [id, said] of writer.acknowledged) {
    const found = await read(session, id)
    if (found === 'torn') tally.torn += 1
    else if (!writer.unanswered.has(id) && !same(found, said)) tally.lost += 1
  }
  const listed = await session.call('GET', `${session.collection}?itemsPerPage=500`)
  if (listed.status !== 200) tally.torn += 1
  tally.acknowledged += writer.count
}

/** Writes to a server until it is killed. @returns the server that was started again, on what that one left behind */
async function round(server: Server, folder: string, tally: Tally): Promise<Server> {
  const session = await open(server.url, folder)
  const writer = new Writer(1 + Math.floor(Math.random() * maxAcknowledged))
  const writing = Array.from({ length: writers }, () => writer.run(session).catch(() => undefined))
  // Writers that fail at once end the wait too.
  await Promise.race([writer.reached, Promise.all(writing)])
  server.process.kill('SIGKILL')
  await once(server.process, 'exit')
  await Promise.all(writing)
  const restarted = await startServer(folder)
  try {
    await check(await open(restarted.url, folder), writer, tally)
    return restarted
  } catch (error) {
    restarted.process.kill('SIGKILL')
    throw error
  }
}

/** Runs the rounds, each on what the one before left behind. */
export async function killRounds(rounds: number): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-kill-'))
  const tally: Tally = { rounds: 0, acknowledged: 0, lost: 0, torn: 0 }
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
  process.exitCode = tally.lost + tally.torn === 0 ? 0 : 1
}
