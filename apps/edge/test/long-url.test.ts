import { describe, expect, test } from 'vitest'
import { baseUrl, mounting } from './mounting.ts'
import { accept, id, path, world } from './world.ts'

const w = await world()

describe('a URL of more than 2048 characters', () => {
  test.each([
    ['a query', `${path(id('a'))}?${'%&'.repeat(7_500)}`],
    ['a path', `/${'%ffx'.repeat(3_750)}`],
    ['a path of the API', path('%ff'.repeat(5_000))],
  ])('is refused with 414 before it is decoded: %s', async (_, target) => {
    for (const headers of [accept(), { ...accept(), ...(await w.bearer()) }]) {
      const answer = await w.request(target, { headers })
      expect(answer.status).toBe(414)
      expect(await answer.text()).toBe('')
      expect(w.log.at(-1)).toMatchObject({ status: 414, level: 'info' })
    }
  })

  test('is one character longer than the longest that is answered', async () => {
    // What is stripped before the app does not count.
    const own = mounting === 'mount' ? new URL(baseUrl).origin : baseUrl
    const ask = async (length: number) =>
      (await w.get(`${path(id('a'))}?x=`.padEnd(length - own.length, 'x'))).status
    expect([await ask(2048), await ask(2049)]).toEqual([200, 414])
  })
})
