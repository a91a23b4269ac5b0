/**
 * Measures how long lists of a project with 100,000 buckets take, far pages against the first: `node bench/list.ts`.
 * Exit code 1 when page 200 takes more than twice as long as page 1.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  GroupId,
  operationPath,
  operations,
  tokenPath,
  vendorMediaType,
} from '@export-buckets/core'
import { createClient } from '@libsql/client'
import { createApp, hashSecret } from '../src/index.ts'
import { libsqlStore } from '../src/store/drivers/libsql.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'

const buckets = 100_000
const rounds = 50
const groupId = GroupId.parse('32b6e34b3d91647abb20e7b8')
const folder = mkdtempSync(join(tmpdir(), 'export-buckets-list-'))
const database = createClient({ url: `file:${join(folder, 'list.db')}` })

async function fill(): Promise<void> {
  const bucket = (n: number) => ({
    _id: n.toString(16).padStart(24, '0'),
    bucketName: `bucket-${n}`,
    cloudProvider: 'AWS',
    iamRoleId: '32b6e34b3d91647abb20e7b8',
    region: 'us-east-1',
    requirePrivateNetworking: false,
  })
  const sql = 'INSERT INTO export_bucket (group_id, id, body) VALUES (?, ?, ?)'
  const statements = Array.from({ length: buckets }, (_, n) => {
    const body = bucket(n)
    return { sql, args: [groupId, body._id, JSON.stringify(body)] }
  })
  await database.batch(statements, 'write')
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}

try {
  await migrate(database, readMigrations())
  await fill()
  const store = libsqlStore(database)
  const grants = [{ groupId, roles: ['GROUP_READ_ONLY'] }]
  await store.saveServiceAccount({
    clientId: 'bench',
    secretHash: hashSecret('bench'),
    grants,
  })
  const rateLimit = { capacity: 1e9, refill: 1e9, seconds: 1 }
  const secret = crypto.getRandomValues(new Uint8Array(32))
  const app = createApp({ store, secret, rateLimit, log: () => {} })
  const tokenResponse = await app.request(tokenPath, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa('bench:bench')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token } = await tokenResponse.json()
  const path = operationPath(operations.listGroupBackupExportBuckets, { groupId })
  const headers = { Authorization: `Bearer ${token}`, Accept: vendorMediaType('2025-03-12') }

  const time = async (query: string) => {
    const start = performance.now()
    const response = await app.request(`${path}?${query}`, { headers })
    await response.text()
    if (response.status !== 200) throw new Error(`${query}: ${response.status}`)
    return performance.now() - start
  }

  for (const query of [
    'itemsPerPage=100',
    'itemsPerPage=100&includeCount=false',
    'itemsPerPage=500',
  ]) {
    const times = new Map<number, number[]>([1, 2, 100, 200].map((page) => [page, []]))
    for (let round = 0; round < rounds; round++) {
      for (const [page, samples] of times) samples.push(await time(`${query}&pageNum=${page}`))
    }
    const medians = [...times].map(([page, samples]) => [page, median(samples)] as const)
    const [first = Number.NaN, last = Number.NaN] = [medians[0]?.[1], medians.at(-1)?.[1]]
    console.log(query, ...medians.map(([page, ms]) => `page ${page}: ${ms.toFixed(2)} ms`))
    console.log(`  page 200 / page 1: ${(last / first).toFixed(2)}`)
    if (!(last <= 2 * first)) process.exitCode = 1
  }
} finally {
  database.close()
  rmSync(folder, { recursive: true })
}
