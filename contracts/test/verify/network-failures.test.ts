import { newestApiVersion } from '@export-buckets/core'
import { serve } from '@export-buckets/test-support/serve'
import { expect, test } from 'vitest'
import { revokedToken } from '../../src/matrix/cell.ts'
import { startExistingProvider } from '../fixtures/existing-provider.ts'
import { planCells } from '../fixtures/planned-counts.ts'
import { reportFlags, runProgram } from '../fixtures/run-program.ts'

const filterFlags = ['--provider', 'AWS', '--version', newestApiVersion]

/** Returns the authentication of each cell of an operation that these filters select. */
const selectedAuths = (env: Parameters<typeof planCells>[0], operationId: string) =>
  planCells(env, {
    ...{ providers: ['AWS'], versions: [newestApiVersion], operations: [operationId] },
  }).sent.map(({ cell }) => cell.auth)

test('a provider that does not respond is unreachable', async () => {
  const { code, stdout, stderr } = await runProgram(
    ['verify', '--provider-url', 'http://127.0.0.1:1'],
    {},
  )
  expect(stderr).toMatch(/^error: the provider: no response from http:\/\/127\.0\.0\.1:1: .+\n$/)
  expect(stdout).toBe('')
  expect(code).toBe(2)
})

test('a states URL that does not respond is unreachable', async () => {
  const { env } = await startExistingProvider()
  const states = ['--states-url', 'http://127.0.0.1:1/states']
  const { code, stderr } = await runProgram(['verify', ...states], env)
  expect(stderr).toContain(
    'error: the provider states: no response from http://127.0.0.1:1/states: ',
  )
  expect(code).toBe(2)
})

test('a server that is not Atlas fails, and its token endpoint is called once', async () => {
  const { env } = await startExistingProvider()
  const methods: string[] = []
  const url = await serve(({ method }) => {
    methods.push(method)
    return new Response('<h1>Not here</h1>', { status: 404 })
  })
  const { code, stdout } = await runProgram(['verify', '--provider-url', url, ...filterFlags], env)
  expect(stdout).toContain(
    "/api/oauth/token: 404: the body is not one of Atlas's errors (text/plain;charset=UTF-8): <h1>Not here</h1>",
  )
  expect(stdout).toMatch(/the status is 404, not 200 .*\n +expected +200\n +actual +404\n/)
  expect(methods.filter((method) => method === 'POST')).toHaveLength(1)
  expect(code).toBe(1)
})

test('a cell without a response is an error', async () => {
  const { env } = await startExistingProvider((request, next, hangUp) => {
    const isBearer = request.headers.get('Authorization')?.startsWith('Bearer')
    return isBearer ? hangUp() : next(request)
  })
  const operationId = 'listGroupBackupExportBuckets'
  const { code, stdout } = await runProgram(
    ['verify', ...filterFlags, '--operation', operationId],
    env,
  )
  const auths = selectedAuths(env, operationId)
  const errors = auths.filter((auth) => auth.includes('Bearer')).length
  expect(stdout).toContain(`${auths.length - errors} passed, 0 failed, ${errors} errors`)
  expect(stdout).toContain('fetch failed')
  expect(code).toBe(2)
})

test('after a 429 the program waits for Retry-After and retries', async () => {
  const retryAfterValues = [undefined, '3', undefined]
  const { env } = await startExistingProvider((request, next) => {
    if (!request.headers.has('Authorization') || retryAfterValues.length === 0) return next(request)
    const seconds = retryAfterValues.shift()
    return new Response(null, { status: 429, headers: seconds ? { 'Retry-After': seconds } : {} })
  })
  const { code, waits, stderr } = await runProgram(['verify', ...filterFlags], env)
  expect(waits).toEqual([10_000, 3000, 10_000])
  expect(stderr).toContain('The provider responded with 429: waiting 3 s\n')
  expect(code).toBe(0)
})

test.for([
  ['for ever', '1', 5],
  ['for an hour', '3600', 0],
] as const)(
  'the cells of a provider that is rate limited %s are errors',
  async ([_name, seconds, waitCount]) => {
    const { env } = await startExistingProvider((request, next) =>
      request.headers.get('Authorization')?.startsWith('Digest')
        ? new Response(null, { status: 429, headers: { 'Retry-After': seconds } })
        : next(request),
    )
    const operationId = 'getGroupBackupExportBucket'
    const { code, stdout, waits } = await runProgram(
      ['verify', ...filterFlags, '--operation', operationId],
      env,
    )
    const digestCells = selectedAuths(env, operationId).filter((auth) => auth.includes('Digest'))
    expect(stdout).toContain(`rate limited: the provider asks to wait another ${seconds} s`)
    expect(waits).toHaveLength(waitCount * digestCells.length)
    expect(code).toBe(2)
  },
)

test('no report contains a secret, even when the provider repeats it', async () => {
  const sentTokens = new Set<string>()
  const { env } = await startExistingProvider((request, next) => {
    const authorization = request.headers.get('Authorization') ?? ''
    if (!new URL(request.url).pathname.startsWith('/api/atlas')) return next(request)
    if (authorization.startsWith('Bearer')) sentTokens.add(authorization.slice('Bearer '.length))
    return new Response(JSON.stringify({ authorization, _id: authorization }))
  })
  const { code, stdout, stderr, files } = await runProgram(
    ['verify', ...filterFlags, ...reportFlags, '--annotations'],
    env,
  )
  const allOutput = [stdout, stderr, ...files.values()].join('\n')
  // The pact's placeholder for an invalid token is not secret.
  sentTokens.delete(revokedToken)
  expect(sentTokens.size).toBe(1)
  for (const secret of sentTokens) expect(allOutput).not.toContain(secret)
  expect(allOutput).not.toContain(env['MONGODB_ATLAS_CLIENT_SECRET'])
  expect(allOutput).not.toContain(env['MONGODB_ATLAS_PRIVATE_API_KEY'])
  expect(files.get('j')).toContain('***')
  expect(code).toBe(1)
})

test('no report contains a secret of a token error, or a part of one in a truncated body', async () => {
  const { env } = await startExistingProvider((request, next) => {
    const { pathname } = new URL(request.url)
    const authorization = request.headers.get('Authorization') ?? ''
    if (pathname === '/api/oauth/token') {
      const pair = Buffer.from(authorization.replace('Basic ', ''), 'base64')
      const error = { error: 'invalid_client', error_description: `nobody is ${pair}` }
      return Response.json(error, { status: 401 })
    }
    const key = env['MONGODB_ATLAS_PRIVATE_API_KEY']
    return authorization === '' ? next(request) : new Response(`${'x'.repeat(1980)}${key}`)
  })
  const { stdout, stderr, files } = await runProgram(
    ['verify', ...filterFlags, ...reportFlags, '--annotations'],
    env,
  )
  const allOutput = [stdout, stderr, ...files.values()].join('\n')
  expect(allOutput).toContain('invalid_client')
  expect(allOutput).not.toContain(env['MONGODB_ATLAS_CLIENT_SECRET'])
  expect(allOutput).not.toContain(env['MONGODB_ATLAS_PRIVATE_API_KEY']?.slice(0, 12))
})

test('a redirect is compared, but never followed', async () => {
  const redirectedUrls: string[] = []
  const otherUrl = await serve(({ url }) => {
    redirectedUrls.push(url)
    return new Response()
  })
  const { env } = await startExistingProvider((request, next) =>
    request.headers.has('Authorization') && request.method === 'GET'
      ? new Response(null, { status: 302, headers: { Location: otherUrl } })
      : next(request),
  )
  const { code, stdout, files } = await runProgram(['verify', ...filterFlags, '--json', 'j'], env)
  expect(stdout).toMatch(/the status is 302, not 200 .*\n +expected +200\n +actual +302\n/)
  expect(files.get('j')).toContain(`"Location": "${otherUrl}"`)
  expect(redirectedUrls).toEqual([])
  expect(code).toBe(1)
})

test('an endless body is an error', async () => {
  const { env } = await startExistingProvider((request, next) =>
    request.headers.get('Authorization')?.startsWith('Bearer')
      ? new Response(new ReadableStream({ pull: (body) => body.enqueue(new Uint8Array(65_536)) }))
      : next(request),
  )
  const { code, stdout } = await runProgram(['verify', ...filterFlags], env)
  expect(stdout).toContain('the body has more than 1048576 bytes')
  expect(code).toBe(2)
})

test.for([
  ['without certificates', { SSL_CERT_FILE: '/nowhere.pem', SSL_CERT_DIR: '/nowhere' }],
  ['with variables that are for another pact', { PACT_DESCRIPTION: 'another' }],
  ['behind a proxy', { HTTP_PROXY: 'http://127.0.0.1:1', http_proxy: 'http://127.0.0.1:1' }],
] as const)('a machine %s verifies as any other', async ([_name, variables]) => {
  const { env } = await startExistingProvider()
  const { code, stdout } = await runProgram(['verify', ...filterFlags], { ...env, ...variables })
  expect(stdout).toContain(' passed, 0 failed, ')
  expect(code).toBe(0)
})

test('compressed responses are compared like others', async () => {
  const { env } = await startExistingProvider(async (request, next) => {
    const { status, headers, body } = await next(request)
    if (body === null) return new Response(null, { status, headers })
    return new Response(body.pipeThrough(new CompressionStream('gzip')), {
      status,
      headers: { ...Object.fromEntries(headers), 'Content-Encoding': 'gzip' },
    })
  })
  const { code, stdout } = await runProgram(['verify', ...filterFlags], env)
  expect(stdout).toContain(' passed, 0 failed, ')
  expect(code).toBe(0)
})

test('an interrupt ends the verification without another request', async () => {
  const abortController = new AbortController()
  const { env, requests } = await startExistingProvider((request, next) => {
    if (request.headers.get('Authorization')?.startsWith('Bearer')) abortController.abort()
    return next(request)
  })
  const { code, stdout } = await runProgram(['verify'], env, {
    interruptSignal: abortController.signal,
  })
  expect(requests).toContain('POST /api/oauth/token')
  expect(requests).not.toContain('POST /api/oauth/revoke')
  expect(stdout).toBe('')
  expect(code).toBe(130)
})
