import { describe, expect, test } from 'vitest'
import { type Store, StoreUnavailableError } from '../src/index.ts'
import { memoryStore } from '../src/store/drivers/memory.ts'
import {
  accept,
  buckets,
  createTestApp,
  groupId,
  id,
  otherGroupId,
  path,
  seedStore,
} from './create-test-app.ts'
import { baseUrl } from './mounting.ts'

const testApp = await createTestApp()
const [, , gcp] = buckets
if (gcp === undefined) throw new Error('no GCP bucket')

async function expectError(response: Response, body: string) {
  expect(await response.text()).toBe(body)
  const { error, errorCode } = JSON.parse(body)
  expect(response.status).toBe(error)
  expect(response.headers.get('Content-Type')).toBe('application/json')
  expect(response.headers.get('X-Error-Code')).toBe(error === 401 ? null : errorCode)
  expect(response.headers.get('Vary')).toBe('Accept-Encoding')
}

describe('error bodies', () => {
  test('a malformed project id gets 404 INVALID_GROUP_ID', async () => {
    await expectError(
      await testApp.get(path(gcp._id, 'ABC')),
      '{"detail":"An invalid group ID ABC was specified.","error":404,"errorCode":"INVALID_GROUP_ID","parameters":["ABC"],"reason":"Not Found"}',
    )
  })

  test.each([
    ['unknown', id('1')],
    ['inaccessible', otherGroupId],
  ])('an %s project gets 404 GROUP_NOT_FOUND', async (_, group) => {
    await expectError(
      await testApp.get(path(gcp._id, group)),
      `{"detail":"No group with ID ${group} exists.","error":404,"errorCode":"GROUP_NOT_FOUND","parameters":["${group}"],"reason":"Not Found"}`,
    )
  })

  test('a caller without the role that the operation needs gets 401 USER_UNAUTHORIZED', async () => {
    await expectError(
      await testApp.get(path(gcp._id), accept(), 'manager'),
      '{"detail":"Current user is not authorized to perform this action.","error":401,"errorCode":"USER_UNAUTHORIZED","parameters":[],"reason":"Unauthorized"}',
    )
  })

  test('a version past its sunset gets 410 VERSION_GONE', async () => {
    const laterApp = await createTestApp()
    laterApp.clock.now = Date.parse('2027-07-01T00:00:00Z')
    const target = path(gcp._id)
    const resource = target.slice(1)
    await expectError(
      await laterApp.get(target, accept('2023-11-15')),
      `{"detail":"Version 2023-11-15 of ${resource} is no longer available.","error":410,"errorCode":"VERSION_GONE","parameters":["2023-11-15","${resource}"],"reason":"Gone"}`,
    )
  })

  test('an invalid query parameter gets 400 INVALID_QUERY_PARAMETER', async () => {
    await expectError(
      await testApp.get(`${path(gcp._id)}?envelope=maybe&x=1`),
      '{"badRequestDetail":{"fields":[{"description":"expected true or false, got \\"maybe\\"","field":"envelope"}]},"detail":"Invalid query parameter envelope specified.","error":400,"errorCode":"INVALID_QUERY_PARAMETER","parameters":["envelope"],"reason":"Bad Request"}',
    )
  })

  test.each([id('0'), 'nope', 'ABCDEFABCDEFABCDEFABCDEF'])(
    'the unknown bucket id %s gets 404 EXPORT_BUCKET_NOT_FOUND',
    async (bucketId) => {
      await expectError(
        await testApp.get(path(bucketId)),
        `{"detail":"No export Bucket with ID ${bucketId} does not exist.","error":404,"errorCode":"EXPORT_BUCKET_NOT_FOUND","parameters":["${bucketId}"],"reason":"Not Found"}`,
      )
    },
  )

  test('a bucket of another project gets 404 EXPORT_BUCKET_NOT_FOUND', async () => {
    const store = await seedStore(memoryStore())
    await store.saveExportBucket(otherGroupId, { ...gcp, _id: JSON.parse(`"${id('e')}"`) })
    const response = await (await createTestApp({ store })).get(path(id('e')))
    expect(response.headers.get('X-Error-Code')).toBe('EXPORT_BUCKET_NOT_FOUND')
  })

  test.each(['*/*', 'application/json', 'application/vnd.atlas.2022-12-31+json'])(
    'the Accept header %s gets 406 INVALID_VERSION_DATE',
    async (value) => {
      await expectError(
        await testApp.get(path(gcp._id), { Accept: value }),
        '{"detail":"Invalid accept header or version date.","error":406,"errorCode":"INVALID_VERSION_DATE","parameters":[],"reason":"Not Acceptable"}',
      )
    },
  )

  test('a missing Accept header gets 406', async () => {
    const response = await testApp.request(path(gcp._id), { headers: await testApp.bearer() })
    expect(response.status).toBe(406)
  })

  test.each([
    '/',
    '/api/atlas/v2',
    `${path(gcp._id)}/`,
    '/api/atlas/v2/groups//backup/exportBuckets/x',
  ])('the unknown path %s gets 404 RESOURCE_NOT_FOUND', async (target) => {
    await expectError(
      await testApp.request(target),
      `{"detail":"Cannot find resource ${target}.","error":404,"errorCode":"RESOURCE_NOT_FOUND","parameters":["${target}"],"reason":"Not Found"}`,
    )
  })

  test('missing credentials get 401 with an indented body in its own key order', async () => {
    await expectError(
      await testApp.request(path(gcp._id), { headers: accept() }),
      '{\n  "error": 401,\n  "reason": "Unauthorized",\n  "detail": "You are not authorized for this resource."\n}',
    )
  })
})

describe('the challenge of a 401 for a missing role (RFC 9110 §15.5.2)', () => {
  test('a Bearer client gets insufficient_scope, which differs from an expired token', async () => {
    const response = await testApp.get(path(gcp._id), accept(), 'manager')
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer error="insufficient_scope"')
  })

  test('a Digest client gets a Digest challenge', async () => {
    const url = baseUrl + path(gcp._id)
    const response = await testApp.digestFetch('manager')(url, { headers: accept() })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ errorCode: 'USER_UNAUTHORIZED' })
    expect(response.headers.get('WWW-Authenticate')).toMatch(/^Digest realm="MMS Public API"/)
  })
})

describe('the order of checks', () => {
  const unacceptable = { Accept: '*/*' }
  test.each([
    ['the path comes before the credentials', '/nowhere', {}, undefined, 404],
    ['the credentials come before the project', path('nope', 'nope'), unacceptable, undefined, 401],
    ['the project comes before the role', path('nope', id('1')), unacceptable, 'manager', 404],
    ['the role comes before the version', path('nope'), unacceptable, 'manager', 401],
    [
      'the version comes before the query',
      `${path('nope')}?pretty=maybe`,
      unacceptable,
      'reader',
      406,
    ],
    ['the query comes before the bucket', `${path('nope')}?pretty=maybe`, accept(), 'reader', 400],
    ['the bucket comes last', path('nope'), accept(), 'reader', 404],
  ] as const)('%s', async (_, target, headers, caller, status) => {
    const credentials = caller === undefined ? {} : await testApp.bearer(caller)
    const response = await testApp.request(target, { headers: { ...headers, ...credentials } })
    expect(response.status).toBe(status)
  })
})

describe('a store that fails', () => {
  const createFailingApp = async (error: Error) => {
    const store: Store = {
      ...(await seedStore(memoryStore())),
      exportBucket: () => Promise.reject(error),
    }
    return createTestApp({ store })
  }

  test('an unavailable store causes 503 with Retry-After', async () => {
    const downApp = await createFailingApp(new StoreUnavailableError('the disk is full of secrets'))
    const response = await downApp.get(path(gcp._id))
    expect(response.headers.get('Retry-After')).toMatch(/^[1-9]\d*$/)
    await expectError(
      response,
      '{"detail":"The service is unavailable for now.","error":503,"errorCode":"SERVICE_UNAVAILABLE","parameters":[],"reason":"Service Unavailable"}',
    )
  })

  test('any other error causes 500 without details, and the log has the details', async () => {
    const brokenApp = await createFailingApp(new Error('the inner message'))
    await expectError(
      await brokenApp.get(path(gcp._id)),
      '{"detail":"Unexpected error.","error":500,"errorCode":"UNEXPECTED_ERROR","parameters":[],"reason":"Internal Server Error"}',
    )
    expect(brokenApp.log.at(-1)).toMatchObject({
      level: 'error',
      status: 500,
      failure: expect.stringContaining('the inner message'),
    })
  })

  test('an unavailable store during authentication causes 503, not 401', async () => {
    const store = {
      ...(await seedStore(memoryStore())),
      apiKey: () => Promise.reject(new StoreUnavailableError('away')),
    }
    const downApp = await createTestApp({ store })
    const response = await downApp.digestFetch()(baseUrl + path(gcp._id, groupId), {
      headers: accept(),
    })
    expect(response.status).toBe(503)
  })
})
