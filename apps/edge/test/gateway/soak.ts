/**
 * Calls a gateway whose Atlas fails every fifth request, as concurrent callers of several projects, and counts
 * violations.
 * Run: `node test/gateway/soak.ts [--requests=N] [--seconds=N]`, which stops at the first limit. Exits with 1 after a
 * violation.
 */
import { parseArgs } from 'node:util'
import { serviceAccount } from '@export-buckets/client'
import { type ExportBucket, ExportBucket as ExportBucketShape, GroupId } from '@export-buckets/core'
import { memoryResponseCache } from '../../src/gateway/memory-response-cache.ts'
import { hashSecret, type Store } from '../../src/index.ts'
import { memoryStore } from '../../src/store/drivers/memory.ts'
import { accept, createTestApp, path, type TestApp } from '../create-test-app.ts'
import { type Fault, faults, faultyAtlas } from './faulty-atlas.ts'

/** Milliseconds: the default timeout of a call by the gateway. */
const defaultTimeout = 500
const projects = 20
const bucketsPerProject = 3
const callersAtOnce = 50
/** Every n-th resource request to Atlas meets a fault. */
const faultEvery = 5
const rateLimit = { capacity: 1_000_000, refill: 1_000_000, seconds: 1 }
const gatewaySecret = `mdb_sa_sk_${crypto.randomUUID()}`

/** The counts of a run. */
export interface Tally {
  readonly calls: number
  /** Requests of the gateway that met a fault. */
  readonly faults: number
  /** Responses by status. */
  readonly statuses: Record<string, number>
  /** Responses with 200 that are not the requested bucket, and others that are not an error of the API. */
  unexpected: number
  /** Responses other than 404 to a caller of another project. */
  foreign: number
  /** Responses and log lines with a credential, and callers' tokens that Atlas received. */
  leaked: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly longest: number
}

const hex = (n: number) => n.toString(16).padStart(24, '0')
const toGroupId = (project: number) => GroupId.parse(hex(0xa00 + project))

function createBucket(project: number, nth: number): ExportBucket {
  return ExportBucketShape.parse({
    _id: hex(0xb00_000 + nth),
    bucketName: `bucket-${nth}-of-project-${project}`,
    cloudProvider: 'GCP',
    roleId: hex(project),
  })
}

/** Creates a store with the same bucket ids in every project, so that a bucket of the wrong project is noticed. */
async function createSeededStore(): Promise<Store> {
  const store = memoryStore()
  const all = Array.from({ length: projects }, (_, project) => project)
  for (const project of all) {
    for (let nth = 0; nth < bucketsPerProject; nth++)
      await store.saveExportBucket(toGroupId(project), createBucket(project, nth))
  }
  const grants = all.map((project) => ({ groupId: toGroupId(project), roles: ['GROUP_OWNER'] }))
  await store.saveServiceAccount({
    clientId: 'gateway',
    secretHash: hashSecret(gatewaySecret),
    grants,
  })
  return store
}

interface Caller {
  readonly project: number
  readonly secret: string
  readonly authorization: string
}

async function createCaller({ store, app }: TestApp, project: number): Promise<Caller> {
  const [clientId, secret] = [`caller-${project}`, `mdb_sa_sk_${crypto.randomUUID()}`]
  const grants = [{ groupId: toGroupId(project), roles: ['GROUP_READ_ONLY'] }]
  await store.saveServiceAccount({ clientId, secretHash: hashSecret(secret), grants })
  const response = await app.request('/api/oauth/token', {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token }: { access_token: string } = await response.json()
  return { project, secret, authorization: `Bearer ${token}` }
}

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

const isApiError = (text: string) => /^\{"detail":.*"errorCode":"[A-Z_]+"/.test(text)

/** The limits of a run and the faults of Atlas in it. */
export interface SoakOptions {
  /** Maximum number of calls. */
  readonly requests: number
  /** Seconds after which no call starts. Default: no limit. */
  readonly seconds?: number
  /** The faults of Atlas, in turn. Default: all. */
  readonly injectedFaults?: readonly Fault[]
  /** Milliseconds: the gateway's timeout of a call. Default: 500. */
  readonly timeout?: number
}

/** Runs the calls, with `callersAtOnce` of them in parallel. */
export async function soak({
  requests,
  seconds = Number.POSITIVE_INFINITY,
  injectedFaults = Object.values(faults),
  timeout = defaultTimeout,
}: SoakOptions): Promise<Tally> {
  let requestCount = 0
  const nextFault = () => {
    requestCount += 1
    return requestCount % faultEvery === 0
      ? injectedFaults[(requestCount / faultEvery) % injectedFaults.length]
      : undefined
  }
  const atlas = await faultyAtlas(
    await createTestApp({ store: await createSeededStore(), rateLimit }),
    nextFault,
  )
  const gateway = await createTestApp({
    store: memoryStore(),
    rateLimit,
    now: Date.now,
    upstream: {
      auth: serviceAccount({ clientId: 'gateway', clientSecret: gatewaySecret }),
      baseUrl: atlas.url,
      cache: memoryResponseCache(),
      maxAge: 0.02,
      staleIfError: 0.2,
      timeout,
      retry: { baseDelay: 5 },
      maxResponseSize: 1024 * 1024,
      // On a busy machine every call may time out for a while. `circuit.test.ts` covers an open circuit.
      circuit: { errorThreshold: 1 },
    },
  })
  const callers = await Promise.all(
    Array.from({ length: projects }, (_, project) => createCaller(gateway, project)),
  )
  const durations: number[] = []
  const statuses: Record<string, number> = {}
  const responseTexts: string[] = []
  const counts = { unexpected: 0, foreign: 0 }

  async function callOnce(n: number): Promise<void> {
    const caller = callers[n % projects]
    if (caller === undefined) throw new Error('no caller')
    // Every tenth call is for a project of another caller.
    const project = n % 10 === 0 ? (caller.project + 1) % projects : caller.project
    const bucket = createBucket(project, n % bucketsPerProject)
    const start = performance.now()
    const response = await gateway.app.request(path(bucket._id, toGroupId(project)), {
      headers: { ...accept(), Authorization: caller.authorization },
    })
    const text = await response.text()
    durations.push(performance.now() - start)
    statuses[response.status] = (statuses[response.status] ?? 0) + 1
    responseTexts.push(`${JSON.stringify([...response.headers])}\n${text}`)
    if (project !== caller.project) counts.foreign += Number(response.status !== 404)
    else if (response.status === 200) counts.unexpected += Number(text !== JSON.stringify(bucket))
    else
      counts.unexpected += Number(![429, 500, 503].includes(response.status) || !isApiError(text))
  }

  let startedAt = 0
  const end = performance.now() + seconds * 1000
  const runWorker = async () => {
    while (startedAt < requests && performance.now() < end) await callOnce(startedAt++)
  }
  await Promise.all(Array.from({ length: callersAtOnce }, runWorker))
  await atlas.close()

  const upstreamTokens = [...atlas.authorizations].map((authorization) =>
    authorization.replace(/^\w+ /, ''),
  )
  const callerTokens = callers.map(({ authorization }) => authorization.slice('Bearer '.length))
  const secrets = [
    gatewaySecret,
    ...upstreamTokens,
    ...callerTokens,
    ...callers.map((c) => c.secret),
  ]
  const outputs = [...responseTexts, ...gateway.log.map((entry) => JSON.stringify(entry))]
  const leakedSecrets = outputs.filter((text) =>
    secrets.some((secret) => text.includes(secret)),
  ).length
  const forwardedTokens = upstreamTokens.filter((token) => callerTokens.includes(token)).length
  const sorted = durations.toSorted((a, b) => a - b)
  return {
    calls: durations.length,
    faults: atlas.faultCount(),
    statuses,
    ...counts,
    leaked: leakedSecrets + forwardedTokens,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    longest: sorted.at(-1) ?? Number.NaN,
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { requests: { type: 'string' }, seconds: { type: 'string' } },
  })
  const { requests, seconds } = values
  const everyRequest = seconds === undefined ? 10_000 : Number.POSITIVE_INFINITY
  const tally = await soak({
    requests: Number(requests ?? everyRequest),
    ...(seconds !== undefined && { seconds: Number(seconds) }),
  })
  console.log(tally)
  process.exitCode = tally.unexpected + tally.foreign + tally.leaked === 0 ? 0 : 1
}
