import { setImmediate as turn } from 'node:timers/promises'
import { serviceAccount } from '@export-buckets/client'
import { vendorMediaType } from '@export-buckets/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { memoryAnswerCache } from '../../src/gateway/memory-answer-cache.ts'
import type { UpstreamParts } from '../../src/gateway/parts.ts'
import type { Observation } from '../../src/observation.ts'
import { accept, clientSecret, id, path, world } from '../world.ts'
import { type Fault, type FaultyAtlas, faults, faultyAtlas } from './faulty-atlas.ts'

const target = path(id('a'))
/** Milliseconds that no test waits for: a clock that the test turns moves over them. */
const timeout = 60_000
let open: FaultyAtlas | undefined
afterEach(async () => {
  vi.useRealTimers()
  await open?.close()
  open = undefined
})

/** A gateway over HTTP; each of its requests meets the next fault of the list, those after it none. */
async function behind(met: (Fault | undefined)[], parts: Partial<UpstreamParts> = {}) {
  const queue = [...met]
  const atlas = await faultyAtlas(await world(), () => queue.shift())
  open = atlas
  const observed: Observation[] = []
  const gateway = await world({
    observe: (observation) => observed.push(observation),
    upstream: {
      auth: serviceAccount({ clientId: 'owner', clientSecret }),
      baseUrl: atlas.url,
      cache: memoryAnswerCache(),
      retry: false,
      timeout,
      largestAnswer: 1024 * 1024,
      ...parts,
    },
  })
  return { gateway, atlas, observed }
}

/** Waits for a response; where Atlas is silent, the time of the call passes as soon as it is. */
async function settled(
  { observed }: Fault,
  { faulted }: FaultyAtlas,
  call: () => Promise<Response>,
): Promise<Response> {
  if (observed !== 'TIMEOUT') return call()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let isSettled = false
  const response = call().finally(() => {
    isSettled = true
  })
  while (faulted() === 0 && !isSettled) await turn()
  while (!isSettled) {
    vi.advanceTimersByTime(timeout)
    await turn()
  }
  return response
}

describe.each(Object.entries(faults))('when Atlas %s', (_, fault) => {
  const [status, errorCode] = fault.answer

  test('the caller learns nothing but that it has to wait, the log learns why', async () => {
    const { gateway, atlas, observed } = await behind([fault])
    const answer = await settled(fault, atlas, () => gateway.get(target))
    expect(answer.status).toBe(status)
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({ error: status, errorCode })
    expect(text).not.toMatch(/aaaaaaaa|wrong|Stack|gateway|127\.0\.0\.1/)
    if (status !== 500) expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(gateway.log.at(-1)).toMatchObject({ status, errorCode, failure: expect.any(String) })
    const [told] = observed.filter((each) => each.of === 'upstream')
    expect(told?.failure ?? String(told?.status)).toBe(fault.observed)
  })

  test('the next attempt of the gateway itself succeeds, unless it would come too late', async () => {
    const { gateway, atlas } = await behind([fault], { retry: { limit: 1, baseDelay: 0 } })
    const answer = await settled(fault, atlas, () => gateway.get(target))
    expect(answer.status).toBe(fault.repeated ? 200 : status)
  })

  test('what was seen before still serves, and the caller can tell', async () => {
    const { gateway, atlas } = await behind([undefined, fault])
    const fresh = await (await gateway.get(target)).text()
    gateway.clock.now += 20_000
    const stale = await settled(fault, atlas, () => gateway.get(target))
    expect(stale.status).toBe(200)
    expect(await stale.text()).toBe(fresh)
    expect(stale.headers.get('Cache-Status')).toContain('stale-if-error')
  })

  test('a creation is never sent twice', async () => {
    const { gateway, atlas } = await behind([fault, fault], { retry: { limit: 3, baseDelay: 0 } })
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
    const answer = await settled(fault, atlas, () => gateway.request(collection, request))
    expect(answer.status).toBe(status)
    expect(atlas.faulted()).toBe(1)
  })
})

describe('the circuit before Atlas', () => {
  const circuit = { minimumRate: 0.001, openFor: 5, duration: 1 }
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] })
  })

  test.each(['answers 502 with a page', 'answers malformed JSON', 'answers another media type'])(
    'opens when it %s too often, and lets one try after a while',
    async (name) => {
      const all = Array.from({ length: 6 }, () => faults[name])
      const { gateway, atlas, observed } = await behind(all, { circuit, freshFor: 0 })
      let answers = 0
      while (!observed.some((each) => each.of === 'circuit') && answers++ < 6)
        await gateway.get(target)
      const before = atlas.faulted()
      const refused = await gateway.get(target)
      expect(refused.status).toBe(503)
      expect(refused.headers.get('Retry-After')).toBe('5')
      expect(atlas.faulted()).toBe(before)
      expect(observed.at(-1)).toMatchObject({ of: 'upstream', failure: 'CIRCUIT_OPEN' })
      vi.advanceTimersByTime(5_000)
      // The calls before the circuit opened may have left faults.
      while (atlas.faulted() < all.length)
        await gateway.get(target).then(() => vi.advanceTimersByTime(5_000))
      expect((await gateway.get(target)).status).toBe(200)
      expect(observed.filter((each) => each.of === 'circuit').map(({ state }) => state)).toContain(
        'closed',
      )
    },
  )

  test('stays closed whatever Atlas says of what was asked', async () => {
    const { gateway, observed } = await behind([], { circuit })
    for (let n = 0; n < 10; n++) await gateway.get(path(id('9')))
    expect(observed.some((each) => each.of === 'circuit')).toBe(false)
  })
})
