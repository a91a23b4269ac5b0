import { expect, test } from 'vitest'
import { cellHeader } from '../../verify/forward.ts'
import { openGate } from '../../verify/gate.ts'
import { pinnedCells } from '../../verify/plan.ts'

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
