import { describe, expect, test } from 'vitest'
import { accept, createTestApp, id, path } from './create-test-app.ts'
import { baseUrl, mounting } from './mounting.ts'

const testApp = await createTestApp()

describe('a URL of more than 2048 characters', () => {
  test.each([
    ['a query', `${path(id('a'))}?${'%&'.repeat(7_500)}`],
    ['a path', `/${'%ffx'.repeat(3_750)}`],
    ['a path of the API', path('%ff'.repeat(5_000))],
  ])('%s that is too long gets 414 before it is decoded', async (_, target) => {
    for (const headers of [accept(), { ...accept(), ...(await testApp.bearer()) }]) {
      const response = await testApp.request(target, { headers })
      expect(response.status).toBe(414)
      expect(await response.text()).toBe('')
      expect(testApp.log.at(-1)).toMatchObject({ status: 414, level: 'info' })
    }
  })

  test('a URL of 2048 characters is accepted, and a URL of 2049 characters is not', async () => {
    // A prefix that is stripped before the app does not count.
    const appUrl = mounting === 'mount' ? new URL(baseUrl).origin : baseUrl
    const requestOfLength = async (length: number) =>
      (await testApp.get(`${path(id('a'))}?x=`.padEnd(length - appUrl.length, 'x'))).status
    expect([await requestOfLength(2048), await requestOfLength(2049)]).toEqual([200, 414])
  })
})
