import { operationPath, operations, vendorMediaType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { accept, buckets, groupId, id, origin, path, roleId } from '../world.ts'
import { atlasUrl, gatewayWorld } from './gateway-world.ts'

const listPath = operationPath(operations.listGroupBackupExportBuckets, { groupId })
const json = { 'Content-Type': vendorMediaType('2024-05-30') }

/** The same request to the gateway and to Atlas, by the owner. */
async function both(target: string, init: RequestInit = {}) {
  const w = await gatewayWorld()
  const ask = async (app: typeof w.gateway) =>
    app.request(target, {
      ...init,
      headers: { ...accept(), ...init.headers, ...(await app.bearer('owner')) },
    })
  return { ...w, answer: await ask(w.gateway), expected: await ask(w.atlas) }
}

describe('the gateway answers like Atlas', () => {
  test.each(buckets)('with a bucket of $cloudProvider', async ({ _id }) => {
    for (const query of ['', '?pretty=true', '?envelope=true', '?pretty=true&envelope=true']) {
      const { answer, expected } = await both(path(_id) + query)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toBe(await expected.text())
      expect(answer.headers.get('Content-Type')).toBe(expected.headers.get('Content-Type'))
    }
  })

  test('in the version that was asked for, and says that it is deprecated', async () => {
    const { answer, expected, asked } = await both(path(id('a')), { headers: accept('2023-11-15') })
    expect(await answer.text()).toBe(await expected.text())
    for (const name of ['Content-Type', 'Deprecation', 'Sunset']) {
      expect(answer.headers.get(name)).toBe(expected.headers.get(name))
    }
    expect(asked).toHaveLength(1)
  })

  test.each(['', '?itemsPerPage=1&pageNum=2&includeCount=false', '?pretty=true', '?envelope=true'])(
    'with a page%s, whose links lead to the gateway',
    async (query) => {
      const { answer, expected } = await both(listPath + query)
      const text = await answer.text()
      expect(text).toBe(await expected.text())
      expect(text).not.toContain(atlasUrl)
      expect(text).toContain(`"${origin}${listPath}`)
    },
  )

  test('with a new bucket, which Atlas then has', async () => {
    const body = { bucketName: 'new-bucket', cloudProvider: 'GCP', roleId }
    const w = await gatewayWorld()
    const answer = await w.gateway.request(listPath, {
      method: 'POST',
      headers: { ...accept(), ...json, ...(await w.gateway.bearer('manager')) },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(200)
    const created = await answer.json()
    expect(created).toEqual({ ...body, _id: expect.stringMatching(/^[0-9a-f]{24}$/) })
    expect(await (await w.atlas.get(path(created._id))).json()).toEqual(created)
  })

  test('with an updated bucket', async () => {
    const { answer, expected } = await both(path(id('a')), {
      method: 'PATCH',
      headers: json,
      body: '{"requirePrivateNetworking":true}',
    })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe(await expected.text())
  })

  test('with nothing after a deletion', async () => {
    const w = await gatewayWorld()
    const headers = { ...accept(), ...(await w.gateway.bearer('manager')) }
    const answer = await w.gateway.request(path(id('a')), { method: 'DELETE', headers })
    expect(answer.status).toBe(204)
    expect(await answer.text()).toBe('')
    expect((await w.atlas.get(path(id('a')))).status).toBe(404)
  })
})

describe('an error of Atlas about what was asked is passed on in its own words', () => {
  test('a bucket that is not there', async () => {
    const { answer, expected, asked } = await both(path(id('9')))
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe(await expected.text())
    expect(answer.headers.get('X-Error-Code')).toBe('EXPORT_BUCKET_NOT_FOUND')
    expect(asked).toHaveLength(1)
  })

  test('a bucket in use', async () => {
    const w = await gatewayWorld()
    const [aws] = buckets
    if (aws === undefined) throw new Error('no AWS bucket')
    await w.atlas.store.saveExportBucketUse(groupId, aws._id, 'Cluster0')
    const headers = { ...accept(), ...(await w.gateway.bearer('manager')) }
    const answer = await w.gateway.request(path(aws._id), { method: 'DELETE', headers })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toHaveProperty(
      'errorCode',
      'EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE',
    )
  })

  test('one that the catalogue does not know, with an envelope where the caller asked for one', async () => {
    const w = await gatewayWorld()
    const body = {
      detail: 'The role is not authorized.',
      error: 400,
      errorCode: 'CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED',
      parameters: [],
      reason: 'Bad Request',
    }
    w.between(async () => Response.json(body, { status: 400 }))
    const answer = await w.gateway.get(`${path(id('a'))}?envelope=true`)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('X-Error-Code')).toBe(body.errorCode)
    expect(await answer.json()).toEqual({ content: body, status: 400 })
    expect(w.gateway.log.at(-1)).toMatchObject({ errorCode: body.errorCode, level: 'info' })
  })
})

describe('what is wrong with a request is answered without asking Atlas', () => {
  const cases: [string, number, string, RequestInit, 'owner' | 'reader' | 'stranger'][] = [
    ['no role in the project', 404, path(id('a')), {}, 'stranger'],
    ['a role that may not write', 403, path(id('a')), { method: 'DELETE' }, 'reader'],
    ['no version', 406, path(id('a')), { headers: { Accept: '*/*' } }, 'reader'],
    ['a malformed bucket id', 404, path('nope'), {}, 'reader'],
    ['a malformed query', 400, `${listPath}?pageNum=0`, {}, 'reader'],
    ['a malformed body', 400, listPath, { method: 'POST', headers: json, body: '{}' }, 'owner'],
    [
      'a bucket that the version of the answer cannot say',
      400,
      listPath,
      {
        method: 'POST',
        headers: { ...json, ...accept('2023-01-01') },
        body: `{"bucketName":"new-bucket","cloudProvider":"GCP","roleId":"${roleId}"}`,
      },
      'owner',
    ],
    ['no media type of a body', 415, listPath, { method: 'POST', body: '{}' }, 'owner'],
  ]
  test.each(cases)('%s: %d', async (_, status, target, init, name) => {
    const w = await gatewayWorld()
    const headers = { ...accept(), ...init.headers, ...(await w.gateway.bearer(name)) }
    expect((await w.gateway.request(target, { ...init, headers })).status).toBe(status)
    expect(w.asked).toEqual([])
  })

  test('no credentials: 401', async () => {
    const w = await gatewayWorld()
    expect((await w.gateway.request(path(id('a')), { headers: accept() })).status).toBe(401)
    expect(w.asked).toEqual([])
  })
})

test('Atlas is asked for what it says, not for how it is written', async () => {
  const w = await gatewayWorld()
  await w.gateway.get(`${listPath}?itemsPerPage=2&pretty=true&envelope=true&unknown=1`)
  expect(w.asked).toEqual([`GET ${listPath}?includeCount=true&itemsPerPage=2&pageNum=1`])
})
