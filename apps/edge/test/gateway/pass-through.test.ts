import { apiError, operationPath, operations, vendorMediaType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { replicaSet } from '../cluster-operations.ts'
import { accept, buckets, groupId, id, path, roleIds } from '../create-test-app.ts'
import { baseUrl } from '../mounting.ts'
import { createSchedule } from '../stored-resources.ts'
import { atlasUrl, createGatewayTestApps } from './create-gateway-test-apps.ts'

const listPath = operationPath(operations.listGroupBackupExportBuckets, { groupId })
const json = { 'Content-Type': vendorMediaType('2024-05-30') }

/** Sends the same request of the owner to the gateway and to Atlas. */
async function requestBoth(target: string, init: RequestInit = {}) {
  const apps = await createGatewayTestApps()
  const requestApp = async (app: typeof apps.gateway) =>
    app.request(target, {
      ...init,
      headers: { ...accept(), ...init.headers, ...(await app.bearer('owner')) },
    })
  return {
    ...apps,
    response: await requestApp(apps.gateway),
    expected: await requestApp(apps.atlas),
  }
}

describe('responses of the gateway', () => {
  test.each(buckets)(
    'a bucket of $cloudProvider is returned as Atlas returns it',
    async ({ _id }) => {
      for (const query of ['', '?pretty=true', '?envelope=true', '?pretty=true&envelope=true']) {
        const { response, expected } = await requestBoth(path(_id) + query)
        expect(response.status).toBe(200)
        expect(await response.text()).toBe(await expected.text())
        expect(response.headers.get('Content-Type')).toBe(expected.headers.get('Content-Type'))
      }
    },
  )

  test('the response has the requested version and its deprecation headers', async () => {
    const { response, expected, upstreamRequests } = await requestBoth(path(id('a')), {
      headers: accept('2023-11-15'),
    })
    expect(await response.text()).toBe(await expected.text())
    for (const name of ['Content-Type', 'Deprecation', 'Sunset']) {
      expect(response.headers.get(name)).toBe(expected.headers.get(name))
    }
    expect(upstreamRequests).toHaveLength(1)
  })

  test.each(['', '?itemsPerPage=1&pageNum=2&includeCount=false', '?pretty=true', '?envelope=true'])(
    'a page%s is returned as Atlas returns it, with links that lead to the gateway',
    async (query) => {
      const { response, expected } = await requestBoth(listPath + query)
      const text = await response.text()
      expect(text).toBe(await expected.text())
      expect(text).not.toContain(atlasUrl)
      expect(text).toContain(`"${baseUrl}${listPath}`)
    },
  )

  test('a created bucket is returned and exists in Atlas', async () => {
    const body = { bucketName: 'new-bucket', cloudProvider: 'GCP', roleId: roleIds.GCP }
    const apps = await createGatewayTestApps()
    const response = await apps.gateway.request(listPath, {
      method: 'POST',
      headers: { ...accept(), ...json, ...(await apps.gateway.bearer('manager')) },
      body: JSON.stringify(body),
    })
    expect(response.status).toBe(200)
    const createdBucket = await response.json()
    expect(createdBucket).toEqual({ ...body, _id: expect.stringMatching(/^[0-9a-f]{24}$/) })
    expect(await (await apps.atlas.get(path(createdBucket._id))).json()).toEqual(createdBucket)
  })

  test('an updated bucket is returned as Atlas returns it', async () => {
    const { response, expected } = await requestBoth(path(id('a')), {
      method: 'PATCH',
      headers: json,
      body: '{"requirePrivateNetworking":true}',
    })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(await expected.text())
  })

  test('a deletion returns 204 without a body', async () => {
    const apps = await createGatewayTestApps()
    const headers = { ...accept(), ...(await apps.gateway.bearer('manager')) }
    const response = await apps.gateway.request(path(id('a')), { method: 'DELETE', headers })
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
    expect((await apps.atlas.get(path(id('a')))).status).toBe(404)
  })
})

describe('errors of Atlas about the request', () => {
  test('the error for a missing bucket is passed on unchanged', async () => {
    const { response, expected, upstreamRequests } = await requestBoth(path(id('9')))
    expect(response.status).toBe(404)
    expect(await response.text()).toBe(await expected.text())
    expect(response.headers.get('X-Error-Code')).toBe('EXPORT_BUCKET_NOT_FOUND')
    expect(upstreamRequests).toHaveLength(1)
  })

  test('the error for a bucket in use is passed on', async () => {
    const apps = await createGatewayTestApps()
    const [aws] = buckets
    if (aws === undefined) throw new Error('no AWS bucket')
    await apps.atlas.store.saveSchedule(groupId, replicaSet, createSchedule(aws._id))
    const headers = { ...accept(), ...(await apps.gateway.bearer('manager')) }
    const response = await apps.gateway.request(path(aws._id), { method: 'DELETE', headers })
    expect(response.status).toBe(400)
    expect(await response.json()).toHaveProperty(
      'errorCode',
      'EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE',
    )
  })

  test.each([
    ['without a code', { detail: 'x', error: 404, reason: 'Not Found' }],
    ['with null for parameters', { error: 404, errorCode: 'GROUP_NOT_FOUND', parameters: null }],
    ['with numbers among the parameters', { error: 404, errorCode: 'X_1', parameters: ['a', 7] }],
    ['with an additional field', { error: 404, help: 'https://example.com' }],
  ])('an error %s is passed on unchanged', async (_, body) => {
    const apps = await createGatewayTestApps()
    apps.intercept(async () => Response.json(body, { status: 404 }))
    const response = await apps.gateway.get(path(id('a')))
    expect(response.status).toBe(404)
    expect(response.headers.get('X-Error-Code')).toBe(Object(body).errorCode ?? null)
    expect(await response.json()).toEqual(body)
  })

  test.each([404, 405, 409])('a %d with an empty body is passed on', async (status) => {
    const apps = await createGatewayTestApps()
    apps.intercept(
      async () => new Response(null, { status, headers: { 'X-Error-Code': 'SOME_CODE' } }),
    )
    const response = await apps.gateway.get(path(id('a')))
    expect(response.status).toBe(status)
    expect(response.headers.get('X-Error-Code')).toBe('SOME_CODE')
    expect(response.headers.has('Content-Type')).toBe(false)
    expect(await response.text()).toBe('')
  })

  test.each([
    [404, '<html>Not here</html>', 'text/html'],
    [404, '{"message":"no route"}', 'application/json'],
    [502, '<html>Bad Gateway</html>', 'text/html'],
  ])('a %d of a proxy, which is not an error of Atlas, becomes 503', async (status, body, type) => {
    const apps = await createGatewayTestApps()
    apps.intercept(async () => new Response(body, { status, headers: { 'Content-Type': type } }))
    const response = await apps.gateway.get(path(id('a')))
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ errorCode: 'SERVICE_UNAVAILABLE' })
  })

  test('a 429 of Atlas is passed on with its Retry-After', async () => {
    const apps = await createGatewayTestApps()
    const parameters = ['api/atlas/v2/groups', 7, 1200, 500, 60]
    const body = apiError('RATE_LIMITED_TOKEN_BUCKET', { parameters })
    apps.intercept(async () =>
      Response.json(body, { status: 429, headers: { 'Retry-After': '7' } }),
    )
    const response = await apps.gateway.get(path(id('a')))
    expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '7'])
    expect(await response.json()).toEqual(body)
  })

  test('an error code outside the catalogue is passed on, in an envelope when the caller requests one', async () => {
    const apps = await createGatewayTestApps()
    const body = {
      detail: 'The role is not authorized.',
      error: 400,
      errorCode: 'CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED',
      parameters: [],
      reason: 'Bad Request',
    }
    apps.intercept(async () => Response.json(body, { status: 400 }))
    const response = await apps.gateway.get(`${path(id('a'))}?envelope=true`)
    expect(response.status).toBe(400)
    expect(response.headers.get('X-Error-Code')).toBe(body.errorCode)
    expect(await response.json()).toEqual({ content: body, status: 400 })
    expect(apps.gateway.log.at(-1)).toMatchObject({ errorCode: body.errorCode, level: 'info' })
  })
})

describe('invalid requests', () => {
  const cases: [string, number, string, RequestInit, 'owner' | 'reader' | 'stranger'][] = [
    ['a caller without a role in the project', 404, path(id('a')), {}, 'stranger'],
    ['a role that may not write', 401, path(id('a')), { method: 'DELETE' }, 'reader'],
    ['a missing version', 406, path(id('a')), { headers: { Accept: '*/*' } }, 'reader'],
    ['a malformed bucket id', 404, path('nope'), {}, 'reader'],
    ['a malformed query', 400, `${listPath}?pageNum=0`, {}, 'reader'],
    ['a malformed body', 400, listPath, { method: 'POST', headers: json, body: '{}' }, 'owner'],
    [
      'a bucket that the response version lacks',
      400,
      listPath,
      {
        method: 'POST',
        headers: { ...json, ...accept('2023-01-01') },
        body: `{"bucketName":"new-bucket","cloudProvider":"GCP","roleId":"${roleIds.GCP}"}`,
      },
      'owner',
    ],
    ['a body without a media type', 415, listPath, { method: 'POST', body: '{}' }, 'owner'],
  ]
  test.each(cases)(
    '%s gets %d without a request to Atlas',
    async (_, status, target, init, name) => {
      const apps = await createGatewayTestApps()
      const headers = { ...accept(), ...init.headers, ...(await apps.gateway.bearer(name)) }
      expect((await apps.gateway.request(target, { ...init, headers })).status).toBe(status)
      expect(apps.upstreamRequests).toEqual([])
    },
  )

  test('missing credentials get 401 without a request to Atlas', async () => {
    const apps = await createGatewayTestApps()
    expect((await apps.gateway.request(path(id('a')), { headers: accept() })).status).toBe(401)
    expect(apps.upstreamRequests).toEqual([])
  })
})

test("the list of clusters is passed on with every field, and its links repeat the caller's query", async () => {
  const apps = await createGatewayTestApps()
  const clusters = operationPath(operations.listGroupClusters, { groupId })
  const cluster = { id: id('e'), name: 'Cluster0', replicationSpecs: [{ numShards: 1 }] }
  apps.intercept(async () =>
    Response.json(
      {
        links: [
          { href: `https://cloud.mongodb.com${clusters}?pageNum=1&itemsPerPage=100`, rel: 'self' },
        ],
        results: [cluster],
        totalCount: 1,
      },
      { headers: { 'Content-Type': 'application/vnd.atlas.2024-08-05+json;charset=utf-8' } },
    ),
  )
  const query = 'pretty=true&includeDeletedWithRetainedBackups=true'
  const response = await apps.gateway.get(`${clusters}?${query}`)
  expect(response.status).toBe(200)
  expect(response.headers.has('X-Shape-Drift')).toBe(false)
  expect(await response.json()).toEqual({
    links: [{ href: `${baseUrl}${clusters}?${query}&pageNum=1&itemsPerPage=100`, rel: 'self' }],
    results: [cluster],
    totalCount: 1,
  })
  expect(apps.upstreamRequests).toEqual([`GET ${clusters}?includeDeletedWithRetainedBackups=true`])
})

test('pretty, envelope and unknown parameters are not sent to Atlas', async () => {
  const apps = await createGatewayTestApps()
  await apps.gateway.get(`${listPath}?itemsPerPage=2&pretty=true&envelope=true&unknown=1`)
  expect(apps.upstreamRequests).toEqual([`GET ${listPath}?itemsPerPage=2`])
})
