import { randomUUID } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { Server } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { AuthStrategy } from '@export-buckets/client'
import { serve } from '@export-buckets/test-support/serve'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Target } from '../../src/verify/options.ts'
import { interactionsInPact, type PlannedInteraction } from '../../src/verify/plan.ts'
import { cellHeader, type ProxyOptions, startProxy } from '../../src/verify/proxy.ts'
import { buildUrl, requestTarget } from '../../src/verify/request.ts'
import { createSenders } from '../../src/verify/senders.ts'
import { createStateRelay } from '../../src/verify/state-relay.ts'
import { startExistingProvider } from '../fixtures/existing-provider.ts'
import { runProgram } from '../fixtures/run-program.ts'

const key = randomUUID()

/** Replaces `Authorization` with a token. */
const account: AuthStrategy = {
  wrap: (next) => async (request) =>
    next({ ...request, headers: { ...request.headers, authorization: 'Bearer the-real-token' } }),
}

/** Starts a server that records its requests. */
async function startRecorder() {
  const requests: string[] = []
  const url = await serve((request) => {
    const { pathname, search } = new URL(request.url)
    requests.push(`${request.method} ${pathname}${search} ${request.headers.get('Authorization')}`)
    return new Response('{}')
  })
  return { url, requests, host: new URL(url).host }
}

function findInteraction(method: string, description = 'Bearer'): PlannedInteraction {
  const plannedInteraction = interactionsInPact().find(
    (candidate) =>
      candidate.interaction.request.method === method &&
      candidate.cell.description.endsWith(description),
  )
  if (plannedInteraction === undefined) throw new Error(`the pact has no ${method}`)
  return plannedInteraction
}

/** Starts a proxy with one interaction, a provider, and a server that must not be reached. */
async function startTestProxy(plannedInteraction: PlannedInteraction, statesUrl?: string) {
  const [provider, elsewhere] = [await startRecorder(), await startRecorder()]
  const options: ProxyOptions = {
    target: {
      baseUrl: provider.url,
      existing: { buckets: {} },
      credentials: { account },
      ...(statesUrl !== undefined && { statesUrl }),
    },
    interactions: new Map([[key, plannedInteraction]]),
    send: globalThis.fetch,
    retry: { wait: async () => {}, signal: new AbortController().signal, onWait: () => {} },
    onExchange: () => {},
    userAgent: 'test',
    redact: (text) => text,
  }
  const proxy = await startProxy(options)
  onTestFinished(() => proxy.close())
  return { proxy, provider, elsewhere, path: requestTarget(plannedInteraction.interaction) }
}

/** Sends a raw request line, which `fetch` would change or reject, and returns the status line. */
async function sendRaw(url: string, method: string, target: string, cell: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const head = [`${method} ${target} HTTP/1.1`, 'Host: x', `${cellHeader}: ${cell}`]
  socket.write(`${[...head, 'Connection: close'].join('\r\n')}\r\n\r\n`)
  return text(socket)
}

const refusal = /^HTTP\/1\.1 40[03] /

describe('the proxy', () => {
  test('the proxy sends the request of an interaction to the provider, with credentials', async () => {
    const { proxy, provider, path } = await startTestProxy(findInteraction('GET'))
    expect(await sendRaw(proxy.url, 'GET', path, key)).toMatch(/^HTTP\/1\.1 200 /)
    expect(provider.requests).toEqual([`GET ${path} Bearer the-real-token`])
    expect(proxy.refusedRequests.lines()).toEqual([])
  })

  test('the proxy accepts the query in any order, because Pact has its own, and sends that of the pact', async () => {
    const list = interactionsInPact().find(({ interaction: { request } }) => request.query)
    if (list === undefined) throw new Error('the pact has no query')
    const { proxy, provider, path } = await startTestProxy(list)
    const [pathname = '', query = ''] = path.split('?')
    const reversed = `${pathname}?${query.split('&').toReversed().join('&')}`
    expect(reversed).not.toBe(path)
    expect(await sendRaw(proxy.url, 'GET', reversed, key)).toMatch(/^HTTP\/1\.1 200 /)
    expect(provider.requests).toEqual([`GET ${path} Bearer the-real-token`])
  })

  test('the proxy sends nothing for a request without the key of an interaction', async () => {
    const { proxy, provider, path } = await startTestProxy(findInteraction('GET'))
    const invalidValues = ['', '0', '-1', 'x', '__proto__', randomUUID()]
    const values = [...invalidValues, `${key}, ${key}`, key.toUpperCase()]
    for (const value of values) {
      const response = await sendRaw(proxy.url, 'GET', path, value)
      expect(response).toMatch(refusal)
      expect(response).toContain(`no ${cellHeader} of this run`)
    }
    expect(provider.requests).toEqual([])
    expect(proxy.refusedRequests.lines()).toHaveLength(values.length)
  })

  test('the proxy sends nothing for a valid key with another target', async () => {
    const { proxy, provider, elsewhere, path } = await startTestProxy(findInteraction('GET'))
    const targets = [
      '/',
      '/api/oauth/token',
      'munity://x',
      'any://x',
      `//${elsewhere.host}/x`,
      `/\\${elsewhere.host}/x`,
      `@${elsewhere.host}/x`,
      `.${elsewhere.host}/x`,
      `http://${elsewhere.host}${path}`,
      `HTTP://${elsewhere.host}${path}`,
      `${provider.url}${path}`,
      `${proxy.url}${path}`,
      `/${path}`,
      `${path}/`,
      `${path}?envelope=true`,
      `${path}#x`,
      `${path}/../../..`,
      `${path}/%2e%2e/%2e%2e`,
      path.replace('/groups/', '/groups%2f'),
      path.replace('/api/', '/%61pi/'),
      path.replace('/api/', '/./api/'),
      path.replace('/api/', '/x/../api/'),
      path.toUpperCase(),
      '*',
    ]
    for (const target of targets)
      expect(await sendRaw(proxy.url, 'GET', target, key), target).toMatch(refusal)
    expect([...provider.requests, ...elsewhere.requests]).toEqual([])
    const lines = proxy.refusedRequests.lines()
    expect(lines[0]).toBe(`GET /: its ${cellHeader} belongs to GET ${path}`)
    expect(lines.at(-1)).toMatch(/^and \d+ more$/)
  })

  test('the proxy sends nothing for a valid key with another method', async () => {
    const { proxy, provider, path } = await startTestProxy(findInteraction('GET'))
    for (const method of ['POST', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'get'])
      expect(await sendRaw(proxy.url, method, path, key), method).toMatch(refusal)
    // CONNECT is not supported: the connection ends without a response.
    expect(await sendRaw(proxy.url, 'CONNECT', provider.host, key)).toBe('')
    expect(provider.requests).toEqual([])
  })

  test.each(['POST', 'PATCH', 'DELETE'])(
    'the proxy sends no %s in read-only mode, even when it is planned',
    async (method) => {
      const { proxy, provider, path } = await startTestProxy(findInteraction(method))
      for (const sentMethod of [method, 'GET']) {
        const response = await sendRaw(proxy.url, sentMethod, path, key)
        expect(response).toContain(`read-only: ${method} is not sent`)
        expect(response).toMatch(refusal)
      }
      expect(provider.requests).toEqual([])
    },
  )

  test('the proxy only forwards provider states at the secret URL', async () => {
    const states = await startRecorder()
    const { proxy, provider } = await startTestProxy(findInteraction('GET'), states.url)
    for (const path of ['/provider-states', `/provider-states/${randomUUID()}`])
      expect((await fetch(proxy.url + path, { method: 'POST', body: '{}' })).status).toBe(403)
    expect([...states.requests, ...provider.requests]).toEqual([])
    const { statesUrl = '' } = proxy
    expect((await fetch(statesUrl, { method: 'POST', body: '{}' })).status).toBe(200)
    expect(states.requests).toEqual(['POST / null'])
  })

  // On other platforms, the other loopback addresses are unreachable.
  test.runIf(process.platform === 'linux')('the proxy only listens on 127.0.0.1', async () => {
    const { proxy } = await startTestProxy(findInteraction('GET'))
    const { port } = new URL(proxy.url)
    await expect(fetch(`http://127.0.0.2:${port}/`)).rejects.toThrow('fetch failed')
  })

  test('the proxy describes ten refused requests, and counts the others', async () => {
    const { proxy } = await startTestProxy(findInteraction('GET'))
    for (let n = 0; n < 12; n++) await fetch(`${proxy.url}/${'x'.repeat(3000)}`)
    const lines = proxy.refusedRequests.lines()
    expect(lines).toHaveLength(11)
    expect(lines.at(-1)).toBe('and 2 more')
    expect(lines[0]?.length).toBeLessThan(2100)
  })
})

/** Records the port of each server of this process that receives a request. */
function portsInUse(): Set<number> {
  const ports = new Set<number>()
  const record = (message: unknown) => {
    const { server } = Object(message)
    const address = server instanceof Server ? server.address() : null
    if (address !== null && typeof address === 'object') ports.add(address.port)
  }
  subscribe('http.server.request.start', record)
  onTestFinished(() => void unsubscribe('http.server.request.start', record))
  return ports
}

test('a process that finds the port of the proxy during a verification gets nothing, and is reported', async () => {
  const ports = portsInUse()
  const statusLines = new Set<string>()
  const { env, requests } = await startExistingProvider(async (request, next) => {
    const providerPort = Number(new URL(request.url).port)
    const path = `/api/atlas/v2/groups/${env['MONGODB_ATLAS_PROJECT_ID']}/backup/exportBuckets`
    for (const port of ports) {
      if (port === providerPort || statusLines.size > 0) continue
      for (const target of [path, 'munity://x'])
        statusLines.add(
          (await sendRaw(`http://127.0.0.1:${port}`, 'GET', target, '0')).slice(0, 12),
        )
    }
    return next(request)
  })
  const filterFlags = ['--operation', 'getGroupBackupExportBucket', '--status', '404']
  const reports = ['--html', 'h', '--markdown', 'm', '--json', 'j', '--junit', 'x', '--annotations']
  const { code, stdout, files } = await runProgram(['verify', ...filterFlags, ...reports], env)
  expect([...statusLines]).toEqual(['HTTP/1.1 403'])
  expect(requests.filter((request) => request.endsWith('/exportBuckets'))).toEqual([])
  for (const [name, report] of [['terminal', stdout], ...files])
    expect(report, name).toContain(`GET munity://x: no ${cellHeader} of this run`)
  expect(stdout).toContain('::warning title=requests from other processes were refused::')
  expect(JSON.parse(files.get('j') ?? '').refusedRequests).toHaveLength(2)
  expect(code).toBe(0)
})

test('each run and interaction has its own random key, in a file that only this user can read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-keys-'))
  vi.stubEnv('TMPDIR', folder)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })
  const keys: string[] = []
  const modes = new Set<number>()
  const { env } = await startExistingProvider((request, next) => {
    for (const name of readdirSync(folder)) {
      modes.add(statSync(join(folder, name)).mode & 0o777)
      // Once in each run.
      if (!request.url.endsWith('/api/oauth/token')) continue
      const pacts = readdirSync(join(folder, name)).filter((file) => file.endsWith('.json'))
      for (const file of pacts) {
        const { interactions } = JSON.parse(readFileSync(join(folder, name, file), 'utf8'))
        for (const interaction of interactions)
          keys.push(interaction.request.headers[cellHeader][0])
      }
    }
    return next(request)
  })
  const filterFlags = ['--operation', 'getGroupBackupExportBucket', '--provider', 'GCP']
  for (const _run of [1, 2])
    expect((await runProgram(['verify', ...filterFlags], env)).code).toBe(0)
  expect(keys.length).toBeGreaterThan(20)
  expect(new Set(keys).size).toBe(keys.length)
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  if (process.platform !== 'win32') expect([...modes]).toEqual([0o700])
})

describe('the URL of a request', () => {
  test.each([
    ['https://a.example', '/x?y=1', 'https://a.example/x?y=1'],
    ['https://a.example/', '/x', 'https://a.example/x'],
    ['https://a.example/prefix', '/x', 'https://a.example/prefix/x'],
    ['https://a.example/prefix/', '//b.example/x', 'https://a.example/prefix//b.example/x'],
  ])('at the provider %s, the URL of a request for %s is %s', (baseUrl, target, url) => {
    expect(buildUrl(baseUrl, target).href).toBe(url)
  })

  test.each(['//b.example/x', '/\\b.example/x', 'munity://x', 'http://a.example/x', 'data:,x'])(
    'the URL of a request cannot have another origin: %s',
    (target) => {
      expect(() => buildUrl('https://a.example', target)).toThrow(
        "is not at the provider's origin https://a.example",
      )
    },
  )
})

describe('credentials', () => {
  const existing = { buckets: {} }

  test('credentials are not requested for another origin', async () => {
    const [provider, elsewhere] = [await startRecorder(), await startRecorder()]
    const authenticatedSend = vi.fn()
    const spy: AuthStrategy = { wrap: () => authenticatedSend }
    const target: Target = {
      baseUrl: provider.url,
      existing,
      credentials: { account: spy, key: spy },
    }
    for (const auth of ['Bearer', 'Digest', 'a bad Bearer token'] as const) {
      const send = createSenders(target, fetch)(auth)
      await expect(send(new Request(elsewhere.url))).rejects.toThrow('not sent: ')
    }
    expect(authenticatedSend).not.toHaveBeenCalled()
    expect(elsewhere.requests).toEqual([])
  })

  test('credentials are never sent to another origin, whatever a strategy requests', async () => {
    const [provider, elsewhere] = [await startRecorder(), await startRecorder()]
    const redirectingStrategy: AuthStrategy = {
      wrap: (next) => (request) => next({ ...request, url: elsewhere.url }),
    }
    const target: Target = {
      baseUrl: provider.url,
      existing,
      credentials: { account: redirectingStrategy },
    }
    const send = createSenders(target, fetch)('Bearer')
    await expect(send(new Request(provider.url))).rejects.toThrow('not sent: ')
    expect([...provider.requests, ...elsewhere.requests]).toEqual([])
  })
})

describe('a provider state that fails', () => {
  const relay = createStateRelay(
    'http://127.0.0.1:1',
    async () => new Response(null, { status: 500 }),
  )
  const sendStateChange = (action: string) => relay.forward(Buffer.from(JSON.stringify({ action })))

  test('a provider state that cannot be set is a problem of the next cell only', async () => {
    expect((await sendStateChange('setup')).status).toBe(200)
    expect(relay.takeProblem()).toContain(
      'the provider state was not set: the response to {"action":"setup"} was 500',
    )
    expect(relay.takeProblem()).toBeUndefined()
  })

  test('a provider state that cannot be torn down is no problem, because the next setup replaces it', async () => {
    expect((await sendStateChange('teardown')).status).toBe(200)
    expect(relay.takeProblem()).toBeUndefined()
  })
})
