import { expect, test } from 'vitest'
import { startExistingProvider } from '../fixtures/existing-provider.ts'
import { runProgram } from '../fixtures/run-program.ts'
import { serve } from '../fixtures/serve.ts'

const filterFlags = ['--provider', 'AWS', '--version', '2025-03-12']

test('a provider that does not answer is unreachable', async () => {
  const { code, stdout, stderr } = await runProgram(
    ['verify', '--provider-url', 'http://127.0.0.1:1'],
    {},
  )
  expect(stderr).toMatch(/^error: the provider: no answer from http:\/\/127\.0\.0\.1:1: .+\n$/)
  expect(stdout).toBe('')
  expect(code).toBe(2)
})

test('so are provider states', async () => {
  const { env } = await startExistingProvider()
  const states = ['--states-url', 'http://127.0.0.1:1/states']
  const { code, stderr } = await runProgram(['verify', ...states], env)
  expect(stderr).toContain('error: the provider states: no answer from http://127.0.0.1:1/states: ')
  expect(code).toBe(2)
})

test('a server that is not Atlas fails; its token endpoint is called once', async () => {
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

test('a cell whose response never comes is an error', async () => {
  const { env } = await startExistingProvider((request, next, hangUp) => {
    const isBearer = request.headers.get('Authorization')?.startsWith('Bearer')
    return isBearer ? hangUp() : next(request)
  })
  const { code, stdout } = await runProgram(
    ['verify', ...filterFlags, '--operation', 'listGroupBackupExportBuckets'],
    env,
  )
  expect(stdout).toContain('1 passed, 0 failed, 5 errors')
  expect(stdout).toContain('fetch failed')
  expect(code).toBe(2)
})

test('where the provider answers 429, the program waits as long as Retry-After says, and retries', async () => {
  const retryAfterValues = [undefined, '3', undefined]
  const { env } = await startExistingProvider((request, next) => {
    if (!request.headers.has('Authorization') || retryAfterValues.length === 0) return next(request)
    const seconds = retryAfterValues.shift()
    return new Response(null, { status: 429, headers: seconds ? { 'Retry-After': seconds } : {} })
  })
  const { code, waits, stderr } = await runProgram(['verify', ...filterFlags], env)
  expect(waits).toEqual([10_000, 3000, 10_000])
  expect(stderr).toContain('The provider answered 429 and asks to wait: 3 s\n')
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
    const { code, stdout, waits } = await runProgram(
      ['verify', ...filterFlags, '--operation', 'getGroupBackupExportBucket'],
      env,
    )
    expect(stdout).toContain(`rate limited: the provider asks to wait ${seconds} s more`)
    expect(waits).toHaveLength(waitCount)
    expect(code).toBe(2)
  },
)

test('no secret is told, not even one that the provider repeats', async () => {
  const sentTokens = new Set<string>()
  const { env } = await startExistingProvider((request, next) => {
    const authorization = request.headers.get('Authorization') ?? ''
    if (!new URL(request.url).pathname.startsWith('/api/atlas')) return next(request)
    if (authorization.startsWith('Bearer')) sentTokens.add(authorization.slice('Bearer '.length))
    return new Response(JSON.stringify({ authorization, _id: authorization }))
  })
  const reportFlags = [
    '--html',
    'h',
    '--json',
    'j',
    '--markdown',
    'm',
    '--junit',
    'x',
    '--annotations',
  ]
  const { code, stdout, stderr, files } = await runProgram(
    ['verify', ...filterFlags, ...reportFlags],
    env,
  )
  const allOutput = [stdout, stderr, ...files.values()].join('\n')
  expect(sentTokens.size).toBe(1)
  for (const secret of sentTokens) expect(allOutput).not.toContain(secret)
  expect(allOutput).not.toContain(env['MONGODB_ATLAS_CLIENT_SECRET'])
  expect(allOutput).not.toContain(env['MONGODB_ATLAS_PRIVATE_API_KEY'])
  expect(files.get('j')).toContain('***')
  expect(code).toBe(1)
})

test('nor those that the token endpoint names, or a body that is cut in their midst', async () => {
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
  const reportFlags = [
    '--html',
    'h',
    '--json',
    'j',
    '--markdown',
    'm',
    '--junit',
    'x',
    '--annotations',
  ]
  const { stdout, stderr, files } = await runProgram(
    ['verify', ...filterFlags, ...reportFlags],
    env,
  )
  const allOutput = [stdout, stderr, ...files.values()].join('\n')
  expect(allOutput).toContain('invalid_client')
  expect(allOutput).not.toContain(env['MONGODB_ATLAS_CLIENT_SECRET'])
  expect(allOutput).not.toContain(env['MONGODB_ATLAS_PRIVATE_API_KEY']?.slice(0, 12))
})

test('a redirect is the answer: nobody is sent elsewhere', async () => {
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

test('a body without an end is an error', async () => {
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

test('answers that are compressed are judged as any others', async () => {
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

test('an interrupt ends it, without another request', async () => {
  const abortController = new AbortController()
  const { env, requests } = await startExistingProvider((request, next) => {
    if (request.headers.get('Authorization')?.startsWith('Bearer')) abortController.abort()
    return next(request)
  })
  const { code, stdout } = await runProgram(['verify'], env, { interrupt: abortController.signal })
  expect(requests).toContain('POST /api/oauth/token')
  expect(requests).not.toContain('POST /api/oauth/revoke')
  expect(stdout).toBe('')
  expect(code).toBe(130)
})
