import { setImmediate as turn } from 'node:timers/promises'
import { serviceAccount } from '@export-buckets/client'
import { vendorMediaType } from '@export-buckets/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { GatewayEvent } from '../../src/gateway/events.ts'
import { memoryResponseCache } from '../../src/gateway/memory-response-cache.ts'
import type { UpstreamOptions } from '../../src/gateway/options.ts'
import { accept, clientSecret, createTestApp, id, path } from '../create-test-app.ts'
import { type Fault, type FaultyAtlas, faults, faultyAtlas } from './faulty-atlas.ts'

const target = path(id('a'))
/** Milliseconds that no test waits for: a clock that the test turns moves over them. */
const timeout = 60_000
let openServers: FaultyAtlas | undefined
afterEach(async () => {
  vi.useRealTimers()
  await openServers?.close()
  openServers = undefined
})

/** A gateway over HTTP; each of its requests meets the next fault of the list, those after it none. */
async function createGatewayBehind(
  faults: (Fault | undefined)[],
  options: Partial<UpstreamOptions> = {},
) {
  const pendingFaults = [...faults]
  const atlas = await faultyAtlas(await createTestApp(), () => pendingFaults.shift())
  openServers = atlas
  const observed: GatewayEvent[] = []
  const gateway = await createTestApp({
    onGatewayEvent: (event) => observed.push(event),
    upstream: {
      auth: serviceAccount({ clientId: 'owner', clientSecret }),
      baseUrl: atlas.url,
      cache: memoryResponseCache(),
      retry: false,
      timeout,
      maxResponseBytes: 1024 * 1024,
      ...options,
    },
  })
  return { gateway, atlas, observed }
}

/** Waits for a response; where Atlas is silent, the time of the call passes as soon as it is. */
async function settled(
  { observedAs }: Fault,
  { faultCount }: FaultyAtlas,
  call: () => Promise<Response>,
): Promise<Response> {
  if (observedAs !== 'TIMEOUT') return call()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let isSettled = false
  const response = call().finally(() => {
    isSettled = true
  })
  while (faultCount() === 0 && !isSettled) await turn()
  while (!isSettled) {
    vi.advanceTimersByTime(timeout)
    await turn()
  }
  return response
}

describe.each(Object.entries(faults))('when Atlas %s', (_, fault) => {
  const [status, errorCode] = fault.expectedError

  test('the caller learns nothing but that it has to wait, the log learns why', async () => {
    const { gateway, atlas, observed } = await createGatewayBehind([fault])
    const response = await settled(fault, atlas, () => gateway.get(target))
    expect(response.status).toBe(status)
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ error: status, errorCode })
    expect(text).not.toMatch(/aaaaaaaa|wrong|Stack|gateway|127\.0\.0\.1/)
    if (status !== 500) expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(gateway.log.at(-1)).toMatchObject({ status, errorCode, failure: expect.any(String) })
    const [upstreamEvent] = observed.filter((event) => event.type === 'upstream')
    expect(upstreamEvent?.failure ?? String(upstreamEvent?.status)).toBe(fault.observedAs)
  })

  test('the next attempt of the gateway itself succeeds, unless it would come too late', async () => {
    const { gateway, atlas } = await createGatewayBehind([fault], {
      retry: { limit: 1, baseDelay: 0 },
    })
    const response = await settled(fault, atlas, () => gateway.get(target))
    expect(response.status).toBe(fault.isRetried ? 200 : status)
  })

  test('what was seen before still serves, and the caller can tell', async () => {
    const { gateway, atlas } = await createGatewayBehind([undefined, fault])
    const freshBody = await (await gateway.get(target)).text()
    gateway.clock.now += 20_000
    const staleBody = await settled(fault, atlas, () => gateway.get(target))
    expect(staleBody.status).toBe(200)
    expect(await staleBody.text()).toBe(freshBody)
    expect(staleBody.headers.get('Cache-Status')).toContain('stale-if-error')
  })

  test('a creation is never sent twice', async () => {
    const { gateway, atlas } = await createGatewayBehind([fault, fault], {
      retry: { limit: 3, baseDelay: 0 },
    })
    const request = {
      method: 'POST',
      headers: {
        ...accept(),
        'Content-Type': vendorMediaType('2024-05-30'),
        ...(await gateway.bearer('manager')),
      },
      body: JSON.stringify({ bucketName: 'new-bucket', cloudProvider: 'GCP', roleId: id('d') }),
    }
    const collection = target.slice(0, target.lastIndexOf('/'))
    const response = await settled(fault, atlas, () => gateway.request(collection, request))
    expect(response.status).toBe(status)
    expect(atlas.faultCount()).toBe(1)
  })
})

describe('the circuit before Atlas', () => {
  const circuit = { minimumRate: 0.001, resetTimeout: 5, windowSeconds: 1 }
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] })
  })

  test.each(['answers 502 with a page', 'answers malformed JSON', 'answers another media type'])(
    'opens when it %s too often, and lets one try after a while',
    async (name) => {
      const all = Array.from({ length: 6 }, () => faults[name])
      const { gateway, atlas, observed } = await createGatewayBehind(all, { circuit, maxAge: 0 })
      let requestCount = 0
      while (!observed.some((event) => event.type === 'circuit') && requestCount++ < 6)
        await gateway.get(target)
      const faultsBefore = atlas.faultCount()
      const rejected = await gateway.get(target)
      expect(rejected.status).toBe(503)
      expect(rejected.headers.get('Retry-After')).toBe('5')
      expect(atlas.faultCount()).toBe(faultsBefore)
      expect(observed.at(-1)).toMatchObject({ type: 'upstream', failure: 'CIRCUIT_OPEN' })
      vi.advanceTimersByTime(5_000)
      // The calls before the circuit opened may have left faults.
      while (atlas.faultCount() < all.length)
        await gateway.get(target).then(() => vi.advanceTimersByTime(5_000))
      expect((await gateway.get(target)).status).toBe(200)
      expect(
        observed.filter((event) => event.type === 'circuit').map(({ state }) => state),
      ).toContain('closed')
    },
  )

  test('stays closed whatever Atlas says of what was asked', async () => {
    const { gateway, observed } = await createGatewayBehind([], { circuit })
    for (let n = 0; n < 10; n++) await gateway.get(path(id('9')))
    expect(observed.some((event) => event.type === 'circuit')).toBe(false)
  })
})
