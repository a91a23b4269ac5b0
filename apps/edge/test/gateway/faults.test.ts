import { setImmediate as turn } from 'node:timers/promises'
import { serviceAccount } from '@export-buckets/client'
import { vendorMediaType } from '@export-buckets/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { memoryResponseCache } from '../../src/gateway/memory-response-cache.ts'
import type { UpstreamOptions } from '../../src/gateway/options.ts'
import type { GatewayEvent } from '../../src/lib/gateway-events.ts'
import { accept, clientSecret, createTestApp, id, path, roleIds } from '../create-test-app.ts'
import { type Fault, type FaultyAtlas, faults, faultyAtlas } from './faulty-atlas.ts'

const target = path(id('a'))
/** Milliseconds. No test waits for it, because tests advance a fake clock. */
const timeout = 60_000
let atlasServer: FaultyAtlas | undefined
afterEach(async () => {
  vi.useRealTimers()
  await atlasServer?.close()
  atlasServer = undefined
})

/** Creates a gateway over HTTP. Each of its requests meets the next fault of the list, and later ones meet none. */
async function createGatewayBehind(
  faults: (Fault | undefined)[],
  options: Partial<UpstreamOptions> = {},
) {
  const pendingFaults = [...faults]
  const atlas = await faultyAtlas(await createTestApp(), () => pendingFaults.shift())
  atlasServer = atlas
  const events: GatewayEvent[] = []
  const gateway = await createTestApp({
    onGatewayEvent: (event) => events.push(event),
    upstream: {
      auth: serviceAccount({ clientId: 'owner', clientSecret }),
      baseUrl: atlas.url,
      cache: memoryResponseCache(),
      retry: false,
      timeout,
      maxResponseSize: 1024 * 1024,
      ...options,
    },
  })
  return { gateway, atlas, events }
}

/** Returns the response to a call. Advances the clock past the timeout when Atlas is silent. */
async function waitForResponse(
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

  test('the caller gets an error without details, and the log has the reason', async () => {
    const { gateway, atlas, events } = await createGatewayBehind([fault])
    const response = await waitForResponse(fault, atlas, () => gateway.get(target))
    expect(response.status).toBe(status)
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ error: status, errorCode })
    expect(text).not.toMatch(/aaaaaaaa|wrong|Stack|gateway|127\.0\.0\.1/)
    if (status !== 500) expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(gateway.log.at(-1)).toMatchObject({ status, errorCode, failure: expect.any(String) })
    const [upstreamEvent] = events.filter((event) => event.type === 'upstream')
    expect(upstreamEvent?.failure ?? String(upstreamEvent?.status)).toBe(fault.observedAs)
  })

  test('a retry succeeds for faults that are retried, and other faults are reported', async () => {
    const { gateway, atlas } = await createGatewayBehind([fault], {
      retry: { limit: 1, baseDelay: 0 },
    })
    const response = await waitForResponse(fault, atlas, () => gateway.get(target))
    expect(response.status).toBe(fault.isRetried ? 200 : status)
  })

  test('a cached bucket is returned and marked as stale', async () => {
    const { gateway, atlas } = await createGatewayBehind([undefined, fault])
    const freshBody = await (await gateway.get(target)).text()
    gateway.clock.now += 20_000
    const staleBody = await waitForResponse(fault, atlas, () => gateway.get(target))
    expect(staleBody.status).toBe(200)
    expect(await staleBody.text()).toBe(freshBody)
    expect(staleBody.headers.get('Cache-Status')).toContain('stale-if-error')
  })

  test('a create request is never sent twice', async () => {
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
      body: JSON.stringify({ bucketName: 'new-bucket', cloudProvider: 'GCP', roleId: roleIds.GCP }),
    }
    const collection = target.slice(0, target.lastIndexOf('/'))
    const response = await waitForResponse(fault, atlas, () => gateway.request(collection, request))
    expect(response.status).toBe(status)
    expect(atlas.faultCount()).toBe(1)
  })
})

describe('the circuit breaker in front of Atlas', () => {
  const circuit = { minimumRate: 0.001, resetTimeout: 5, windowSeconds: 1 }
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] })
  })

  test.each(['returns 502 with HTML', 'returns malformed JSON', 'returns another media type'])(
    'the circuit opens when Atlas often %s, and closes after a successful probe',
    async (name) => {
      const all = Array.from({ length: 6 }, () => faults[name])
      const { gateway, atlas, events } = await createGatewayBehind(all, { circuit, maxAge: 0 })
      let requestCount = 0
      while (!events.some((event) => event.type === 'circuit') && requestCount++ < 6)
        await gateway.get(target)
      const faultsBefore = atlas.faultCount()
      const rejectedResponse = await gateway.get(target)
      expect(rejectedResponse.status).toBe(503)
      expect(rejectedResponse.headers.get('Retry-After')).toBe('5')
      expect(atlas.faultCount()).toBe(faultsBefore)
      expect(events.at(-1)).toMatchObject({ type: 'upstream', failure: 'CIRCUIT_OPEN' })
      vi.advanceTimersByTime(5_000)
      // Faults remain when the circuit opened before all of them were used.
      while (atlas.faultCount() < all.length)
        await gateway.get(target).then(() => vi.advanceTimersByTime(5_000))
      expect((await gateway.get(target)).status).toBe(200)
      expect(
        events.filter((event) => event.type === 'circuit').map(({ state }) => state),
      ).toContain('closed')
    },
  )

  test('a 404 from Atlas does not open the circuit', async () => {
    const { gateway, events } = await createGatewayBehind([], { circuit })
    for (let n = 0; n < 10; n++) await gateway.get(path(id('9')))
    expect(events.some((event) => event.type === 'circuit')).toBe(false)
  })
})
