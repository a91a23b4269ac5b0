import { Server } from 'node:http'
import { expect } from 'vitest'
import type { ExampleRow, Made } from '../example-row.ts'

const aBucket = { bucketName: expect.any(String), cloudProvider: 'AWS' }
const origin = 'https://cloud.mongodb.com'

type Fetch = (request: Request | string, init?: RequestInit) => Response | Promise<Response>

function functionOf(value: unknown): Fetch {
  if (typeof value !== 'function') throw new TypeError('expected a function')
  return (...args) => value(...args)
}

function fetchOf(app: unknown): Fetch {
  if (typeof app !== 'object' || app === null || !('fetch' in app)) throw new TypeError('no app')
  return functionOf(app.fetch)
}

async function isHealthy({ app }: Made): Promise<void> {
  const answer = await fetchOf(app)(new Request('http://127.0.0.1/readyz'))
  expect(answer.status).toBe(200)
}

const bucketsPath = () =>
  `/api/atlas/v2/groups/${process.env['MONGODB_ATLAS_PROJECT_ID']}/backup/exportBuckets`

/** With Digest, the bare request is refused, the repeat answered. */
async function signs(send: unknown): Promise<void> {
  const headers = { Accept: 'application/vnd.atlas.2025-03-12+json' }
  const answer = await functionOf(send)(`${origin}${bucketsPath()}`, { headers })
  expect(answer.status).toBe(200)
}

/** How each example is run; every client asks the started server in the place of Atlas. */
export const exampleRows: readonly ExampleRow[] = [
  {
    document: 'README.md',
    has: 'serviceAccount(',
    check: ({ bucket }) => expect(bucket).toMatchObject(aBucket),
  },
  { document: 'README.md', has: 'memoryStore()', check: isHealthy },
  {
    document: 'README.md',
    has: 'negotiate(',
    as: (code) => code.replace('negotiate(\n', 'const negotiated = negotiate(\n'),
    check: ({ negotiated }) =>
      expect(negotiated).toMatchObject({ ok: true, requestedDate: '2025-03-12' }),
  },
  {
    document: 'packages/client/README.md',
    has: '.withResponse()',
    check({ data, response, requestId, remaining }) {
      expect(data).toMatchObject(aBucket)
      expect(response).toMatchObject({ status: 200 })
      expect(requestId).toEqual(expect.any(String))
      expect(remaining).toMatch(/^\d+$/)
    },
  },
  {
    document: 'README.md',
    has: 'createDigestFetch(',
    check: ({ digestFetch }) => signs(digestFetch),
  },
  {
    document: 'apps/edge/README.md',
    has: 'serve({ fetch: app.fetch, port: 8787',
    as: (code) =>
      code
        .replace('8787', '0')
        .replace('file:export-buckets.db', ':memory:')
        .replace('serve({', 'const server = serve({'),
    async check(made) {
      await isHealthy(made)
      if (!(made['server'] instanceof Server)) throw new TypeError('no server')
      made['server'].close()
    },
  },
  {
    document: 'apps/edge/README.md',
    has: 'page: apiPage()',
    check: isHealthy,
  },
  {
    document: 'apps/edge/README.md',
    has: 'upstream: {',
    check: isHealthy,
  },
  {
    document: 'apps/edge/README.md',
    has: 'prometheusMetrics({ token })',
    async check({ app }) {
      const headers = { Authorization: 'Bearer 0123456789abcdef' }
      const answer = await fetchOf(app)(new Request('http://127.0.0.1/metrics', { headers }))
      expect(await answer.text()).toContain('process_cpu_seconds_total')
    },
  },
  {
    document: 'packages/client/README.md',
    has: "if (bucket.cloudProvider === 'AZURE') console.log(bucket.serviceUrl) // narrowed",
    check: ({ bucket }) => expect(bucket).toMatchObject(aBucket),
  },
  {
    document: 'packages/client/README.md',
    has: "console.log(response.status, response.headers.get('RateLimit-Remaining'))",
    as: (code) =>
      `${code.replace('const atlas', 'const seen: unknown[] = []\n$&').replace('console.log(', 'seen.push(')}
const { results } = await atlas.exportBuckets.list({ groupId }).page()`,
    check: ({ seen }) => expect(seen).toEqual([200, null, 200, expect.stringMatching(/^\d+$/)]),
  },
  {
    document: 'packages/client/README.md',
    has: 'for await (const bucket of list)',
    check({ results, totalCount }) {
      expect(results).toContainEqual(expect.objectContaining(aBucket))
      expect(totalCount).toBeGreaterThanOrEqual(3)
    },
  },
  {
    document: 'packages/client/README.md',
    has: 'exportBuckets.create(',
    check: ({ bucket }) => expect(bucket).toMatchObject({ ...aBucket, bucketName: 'my-exports' }),
  },
  {
    document: 'packages/client/README.md',
    has: 'const auth: AuthStrategy',
    async check({ auth }) {
      if (typeof auth !== 'object' || auth === null || !('wrap' in auth)) throw new TypeError()
      if (typeof auth.wrap !== 'function') throw new TypeError('wrap is no function')
      const echo = ({ headers }: RequestInit) =>
        Response.json(new Headers(headers).get('Authorization'))
      const answer: Response = await auth.wrap(echo)({ url: origin, headers: {} })
      expect(await answer.json()).toBe('Bearer a token')
    },
  },
  {
    document: 'packages/client/README.md',
    has: 'isClientError(error)',
    // The sample's buckets are for others, too.
    as: (code) =>
      code
        .replace('exportBucketId })', "exportBucketId: '0'.repeat(24) })")
        .replace('console.error(', 'told.push(')
        .replace('try {', 'const told: unknown[] = []\ntry {'),
    check: ({ told }) => expect(told).toEqual([404, 'EXPORT_BUCKET_NOT_FOUND', expect.any(String)]),
  },
  {
    document: 'packages/client/README.md',
    has: "version: '2023-11-15'",
    check: ({ aws }) => expect(aws).toMatchObject(aBucket),
  },
  {
    document: 'packages/client/README.md',
    has: 'await atlas.GET(',
    check({ data, error }) {
      expect(error).toBeUndefined()
      expect(data).toMatchObject(aBucket)
    },
  },
  {
    document: 'packages/client/README.md',
    has: 'createBareClient({',
    check: ({ data }) =>
      expect(data).toMatchObject({
        results: expect.arrayContaining([expect.objectContaining(aBucket)]),
      }),
  },
  {
    document: 'packages/client/README.md',
    has: 'createAtlasFetch({',
    check: ({ response }) => expect(response).toMatchObject({ status: 200 }),
  },
  {
    document: 'packages/client/README.md',
    has: 'createBareClient<paths>({',
    // The server has no single clusters: that it says so shows that it was asked.
    check({ data, error }) {
      expect(data).toBeUndefined()
      expect(error).toMatchObject({ error: 404, errorCode: 'RESOURCE_NOT_FOUND' })
    },
  },
  {
    document: 'packages/core/README.md',
    has: "ExportBucketId.parse('32B6E34B3D91647ABB20E7B8')",
    as: (code) =>
      code
        .replace(
          /^ExportBucketId\.parse\(.*$/m,
          'let thrown: unknown\ntry {\n  $&\n} catch (error) {\n  thrown = error\n}',
        )
        .replace('negotiate(\n', 'const negotiated = negotiate(\n'),
    check({ thrown, negotiated, bucket }) {
      expect(String(thrown)).toMatch(
        /^ValidationError: ExportBucketId: expected 24 lower-case hexadecimal digits, got "B" at position 3 of .+; write it in lower case$/,
      )
      expect(bucket).toMatchObject({ cloudProvider: 'GCP' })
      const resourceVersion = {
        version: '2023-01-01',
        replacedBy: '2024-05-30',
        sunset: '2027-07-01',
      }
      expect(negotiated).toMatchObject({ ok: true, requestedDate: '2023-11-15', resourceVersion })
    },
  },
  {
    document: 'packages/digest/README.md',
    has: 'createDigestFetch({',
    check: (made) => signs(made['fetch']),
  },
  {
    document: 'packages/digest/README.md',
    has: 'createDigestVerifier({',
    async check({ serve }) {
      const answer = await functionOf(serve)(new Request('https://example.org/'))
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toMatch(/^Digest realm="MMS Public API"/)
    },
  },
  {
    document: 'contracts/README.md',
    has: 'await verifyProvider({',
    check: ({ cells }) =>
      expect(cells).toContainEqual(expect.objectContaining({ outcome: 'passed' })),
  },
  {
    document: 'contracts/README.md',
    has: 'const isBucket =',
    check({ isBucket }) {
      expect(functionOf(isBucket)('no bucket')).toBe(false)
    },
  },
]
