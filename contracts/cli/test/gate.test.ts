import { describe, expect, test } from 'vitest'
import { cellHeader } from '../../verify/forward.ts'
import { openGate } from '../../verify/gate.ts'
import { pinnedCells } from '../../verify/plan.ts'
import { stateRelay } from '../../verify/state-relay.ts'

test.each(['POST', 'PATCH', 'DELETE'])(
  'read-only, the gate lets no %s through, even if the plan had one',
  async (method) => {
    const sent: string[] = []
    const gate = await openGate({
      target: { baseUrl: 'http://127.0.0.1:1', existing: { buckets: {} }, credentials: {} },
      planned: pinnedCells().filter(({ interaction }) => interaction.request.method === method),
      send: async (request) => {
        sent.push(request.method)
        return new Response()
      },
      patience: { wait: async () => {}, signal: AbortSignal.timeout(10_000), onWait: () => {} },
      onExchange: () => {},
      userAgent: 'test',
      strike: (text) => text,
    })
    const ask = async (asked: string) => {
      const response = await fetch(gate.url, { method: asked, headers: { [cellHeader]: '0' } })
      return `${response.status} ${await response.text()}`
    }
    expect(await ask(method)).toBe(`502 read-only: ${method} is not sent`)
    expect(sent).toEqual([])
    expect(await ask('GET')).toBe('200 ')
    expect(sent).toEqual(['GET'])
    gate.close()
  },
)

test('what is not in the plan, or not to be asked, is not sent', async () => {
  const sent: string[] = []
  const gate = await openGate({
    target: { baseUrl: 'http://127.0.0.1:1', existing: { buckets: {} }, credentials: {} },
    planned: pinnedCells()
      .filter(({ interaction }) => interaction.request.method === 'GET')
      .map((each) => ({ ...each, notAsked: 'there is no key' })),
    send: async (request) => {
      sent.push(request.url)
      return new Response()
    },
    patience: { wait: async () => {}, signal: AbortSignal.timeout(10_000), onWait: () => {} },
    onExchange: () => {},
    userAgent: 'test',
    strike: (text) => text,
  })
  for (const number of ['0', '100000', '-1', 'x']) {
    const response = await fetch(gate.url, { headers: { [cellHeader]: number } })
    expect(`${response.status} ${await response.text()}`).toBe('502 not in the plan')
  }
  expect(sent).toEqual([])
  gate.close()
})

describe('a provider state that cannot be', () => {
  const relay = stateRelay('http://127.0.0.1:1', async () => new Response(null, { status: 500 }))
  const change = (action: string) => relay.change(Buffer.from(JSON.stringify({ action })))

  test('set is the problem of the next cell alone', async () => {
    expect((await change('setup')).status).toBe(200)
    expect(relay.takeProblem()).toContain('the provider state was not set: it answered 500')
    expect(relay.takeProblem()).toBeUndefined()
  })

  test('taken down is no problem: the next one is set anew', async () => {
    expect((await change('teardown')).status).toBe(200)
    expect(relay.takeProblem()).toBeUndefined()
  })
})
