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
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { interactionsInPact, type PlannedInteraction } from '../../verify/plan.ts'
import { cellHeader, type ProxyOptions, startProxy } from '../../verify/proxy.ts'
import { buildUrl, requestTarget } from '../../verify/request.ts'
import { createSenders } from '../../verify/senders.ts'
import { stateRelay } from '../../verify/state-relay.ts'
import type { Target } from '../../verify/target.ts'
import { existingProvider } from './existing-provider.ts'
import { runs } from './program.ts'
import { serve } from './serve.ts'

const key = randomUUID()

/** Puts a token in the place of whatever there is. */
const account: AuthStrategy = {
  wrap: (next) => async (request) =>
    next({ ...request, headers: { ...request.headers, authorization: 'Bearer the-real-token' } }),
}

/** A server that records what reaches it. */
async function recorder() {
  const requests: string[] = []
  const url = await serve((request) => {
    const { pathname, search } = new URL(request.url)
    requests.push(`${request.method} ${pathname}${search} ${request.headers.get('Authorization')}`)
    return new Response('{}')
  })
  return { url, requests, host: new URL(url).host }
}

function interaction(method: string, description = 'Bearer'): PlannedInteraction {
  const found = interactionsInPact().find(
    (each) =>
      each.interaction.request.method === method && each.cell.description.endsWith(description),
  )
  if (found === undefined) throw new Error(`the pact has no ${method}`)
  return found
}

/** A proxy with one interaction, a provider, and a server that must not be reached. */
async function proxyFor(planned: PlannedInteraction, statesUrl?: string) {
  const [provider, elsewhere] = [await recorder(), await recorder()]
  const options: ProxyOptions = {
    target: {
      baseUrl: provider.url,
      existing: { buckets: {} },
      credentials: { account },
      ...(statesUrl !== undefined && { statesUrl }),
    },
    interactions: new Map([[key, planned]]),
    send: globalThis.fetch,
    retry: { wait: async () => {}, signal: new AbortController().signal, onWait: () => {} },
    onExchange: () => {},
    userAgent: 'test',
    redact: (each) => each,
  }
  const proxy = await startProxy(options)
  onTestFinished(() => proxy.close())
  return { proxy, provider, elsewhere, path: requestTarget(planned.interaction) }
}

/** Sends a request line as it is, which `fetch` would change or refuse, and returns the status line. */
async function raw(url: string, method: string, target: string, cell: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const head = [`${method} ${target} HTTP/1.1`, 'Host: x', `${cellHeader}: ${cell}`]
  socket.write(`${[...head, 'Connection: close'].join('\r\n')}\r\n\r\n`)
  return text(socket)
}

const refusal = /^HTTP\/1\.1 40[03] /

describe('the proxy', () => {
  test('sends the request of an interaction to the provider, with credentials', async () => {
    const { proxy, provider, path } = await proxyFor(interaction('GET'))
    expect(await raw(proxy.url, 'GET', path, key)).toMatch(/^HTTP\/1\.1 200 /)
    expect(provider.requests).toEqual([`GET ${path} Bearer the-real-token`])
    expect(proxy.refused.lines()).toEqual([])
  })

  test('takes the query in any order, as Pact has its own, and sends that of the pact', async () => {
    const list = interactionsInPact().find(({ interaction: { request } }) => request.query)
    if (list === undefined) throw new Error('the pact has no query')
    const { proxy, provider, path } = await proxyFor(list)
    const [pathname = '', query = ''] = path.split('?')
    const reversed = `${pathname}?${query.split('&').toReversed().join('&')}`
    expect(reversed).not.toBe(path)
    expect(await raw(proxy.url, 'GET', reversed, key)).toMatch(/^HTTP\/1\.1 200 /)
    expect(provider.requests).toEqual([`GET ${path} Bearer the-real-token`])
  })

  test('sends nothing for a request without the value of its interaction', async () => {
    const { proxy, provider, path } = await proxyFor(interaction('GET'))
    const guessed = ['', '0', '-1', 'x', '__proto__', randomUUID()]
    const values = [...guessed, `${key}, ${key}`, key.toUpperCase()]
    for (const value of values) {
      const answer = await raw(proxy.url, 'GET', path, value)
      expect(answer).toMatch(refusal)
      expect(answer).toContain(`it has no ${cellHeader} of this run`)
    }
    expect(provider.requests).toEqual([])
    expect(proxy.refused.lines()).toHaveLength(values.length)
  })

  test('sends nothing for a right value with another target, wherever that leads', async () => {
    const { proxy, provider, elsewhere, path } = await proxyFor(interaction('GET'))
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
      expect(await raw(proxy.url, 'GET', target, key), target).toMatch(refusal)
    expect([...provider.requests, ...elsewhere.requests]).toEqual([])
    const lines = proxy.refused.lines()
    expect(lines[0]).toBe(`GET /: its ${cellHeader} is that of GET ${path}`)
    expect(lines.at(-1)).toMatch(/^and \d+ more$/)
  })

  test('sends nothing for a right value with another method', async () => {
    const { proxy, provider, path } = await proxyFor(interaction('GET'))
    for (const method of ['POST', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'get'])
      expect(await raw(proxy.url, method, path, key), method).toMatch(refusal)
    // Tunnels are not made at all: the connection ends without an answer.
    expect(await raw(proxy.url, 'CONNECT', provider.host, key)).toBe('')
    expect(provider.requests).toEqual([])
  })

  test.each(['POST', 'PATCH', 'DELETE'])(
    'sends no %s in read-only mode, even if the plan had one',
    async (method) => {
      const { proxy, provider, path } = await proxyFor(interaction(method))
      for (const each of [method, 'GET']) {
        const answer = await raw(proxy.url, each, path, key)
        expect(answer).toContain(`read-only: ${method} is not sent`)
        expect(answer).toMatch(refusal)
      }
      expect(provider.requests).toEqual([])
    },
  )

  test('passes no provider state on but at the URL that Pact has of it', async () => {
    const states = await recorder()
    const { proxy, provider } = await proxyFor(interaction('GET'), states.url)
    for (const path of ['/provider-states', `/provider-states/${randomUUID()}`])
      expect((await fetch(proxy.url + path, { method: 'POST', body: '{}' })).status).toBe(403)
    expect([...states.requests, ...provider.requests]).toEqual([])
    const { statesUrl = '' } = proxy
    expect((await fetch(statesUrl, { method: 'POST', body: '{}' })).status).toBe(200)
    expect(states.requests).toEqual(['POST / null'])
  })

  // Elsewhere, the other addresses of the loopback network lead nowhere.
  test.runIf(process.platform === 'linux')('listens on 127.0.0.1 alone', async () => {
    const { proxy } = await proxyFor(interaction('GET'))
    const { port } = new URL(proxy.url)
    await expect(fetch(`http://127.0.0.2:${port}/`)).rejects.toThrow('fetch failed')
  })

  test('describes ten refused requests, and counts the others', async () => {
    const { proxy } = await proxyFor(interaction('GET'))
    for (let n = 0; n < 12; n++) await fetch(`${proxy.url}/${'x'.repeat(3000)}`)
    const lines = proxy.refused.lines()
    expect(lines).toHaveLength(11)
    expect(lines.at(-1)).toBe('and 2 more')
    expect(lines[0]?.length).toBeLessThan(2100)
  })
})

/** Returns the ports of all servers of this process that get a request, as they get it. */
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

test('a process that finds the port of the proxy while verify runs gets nothing, and is reported', async () => {
  const ports = portsInUse()
  const answers = new Set<string>()
  const { env, requests } = await existingProvider(async (request, next) => {
    const own = Number(new URL(request.url).port)
    const path = `/api/atlas/v2/groups/${env['MONGODB_ATLAS_PROJECT_ID']}/backup/exportBuckets`
    for (const port of ports) {
      if (port === own || answers.size > 0) continue
      for (const target of [path, 'munity://x'])
        answers.add((await raw(`http://127.0.0.1:${port}`, 'GET', target, '0')).slice(0, 12))
    }
    return next(request)
  })
  const narrow = ['--operation', 'getGroupBackupExportBucket', '--status', '404']
  const reports = ['--html', 'h', '--markdown', 'm', '--json', 'j', '--junit', 'x', '--annotations']
  const { code, stdout, files } = await runs(['verify', ...narrow, ...reports], env)
  expect([...answers]).toEqual(['HTTP/1.1 403'])
  expect(requests.filter((each) => each.endsWith('/exportBuckets'))).toEqual([])
  for (const [name, report] of [['terminal', stdout], ...files])
    expect(report, name).toContain(`GET munity://x: it has no ${cellHeader} of this run`)
  expect(stdout).toContain('::warning title=requests of other processes were refused::')
  expect(JSON.parse(files.get('j') ?? '').refused).toHaveLength(2)
  expect(code).toBe(0)
})

test('each run and interaction has a random value of its own, in a file that only this user can read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-keys-'))
  vi.stubEnv('TMPDIR', folder)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })
  const keys: string[] = []
  const modes = new Set<number>()
  const { env } = await existingProvider((request, next) => {
    for (const name of readdirSync(folder)) {
      modes.add(statSync(join(folder, name)).mode & 0o777)
      // Once in each run.
      if (!request.url.endsWith('/api/oauth/token')) continue
      const pacts = readdirSync(join(folder, name)).filter((file) => file.endsWith('.json'))
      for (const file of pacts) {
        const { interactions } = JSON.parse(readFileSync(join(folder, name, file), 'utf8'))
        for (const each of interactions) keys.push(each.request.headers[cellHeader][0])
      }
    }
    return next(request)
  })
  const narrow = ['--operation', 'getGroupBackupExportBucket', '--provider', 'GCP']
  for (const _run of [1, 2]) expect((await runs(['verify', ...narrow], env)).code).toBe(0)
  expect(keys.length).toBeGreaterThan(20)
  expect(new Set(keys).size).toBe(keys.length)
  for (const each of keys) expect(each).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  if (process.platform !== 'win32') expect([...modes]).toEqual([0o700])
})

describe('the URL of a request', () => {
  test.each([
    ['https://a.example', '/x?y=1', 'https://a.example/x?y=1'],
    ['https://a.example/', '/x', 'https://a.example/x'],
    ['https://a.example/prefix', '/x', 'https://a.example/prefix/x'],
    ['https://a.example/prefix/', '//b.example/x', 'https://a.example/prefix//b.example/x'],
  ])('at %s, of %s, is %s', (baseUrl, target, url) => {
    expect(buildUrl(baseUrl, target).href).toBe(url)
  })

  test.each(['//b.example/x', '/\\b.example/x', 'munity://x', 'http://a.example/x', 'data:,x'])(
    'cannot be at another origin: %s',
    (target) => {
      expect(() => buildUrl('https://a.example', target)).toThrow(
        'is not at https://a.example, the origin of the provider: nothing is sent there',
      )
    },
  )
})

describe('credentials', () => {
  const existing = { buckets: {} }

  test('are not asked for where a request leads elsewhere', async () => {
    const [provider, elsewhere] = [await recorder(), await recorder()]
    const wrapped = vi.fn()
    const spy: AuthStrategy = { wrap: () => wrapped }
    const target: Target = {
      baseUrl: provider.url,
      existing,
      credentials: { account: spy, key: spy },
    }
    for (const auth of ['Bearer', 'Digest', 'a bad Bearer token'] as const) {
      const send = createSenders(target, fetch)(auth)
      await expect(send(new Request(elsewhere.url))).rejects.toThrow('nothing is sent there')
    }
    expect(wrapped).not.toHaveBeenCalled()
    expect(elsewhere.requests).toEqual([])
  })

  test('go nowhere else, whatever a strategy sends', async () => {
    const [provider, elsewhere] = [await recorder(), await recorder()]
    const stray: AuthStrategy = {
      wrap: (next) => (request) => next({ ...request, url: elsewhere.url }),
    }
    const target: Target = { baseUrl: provider.url, existing, credentials: { account: stray } }
    const send = createSenders(target, fetch)('Bearer')
    await expect(send(new Request(provider.url))).rejects.toThrow('nothing is sent there')
    expect([...provider.requests, ...elsewhere.requests]).toEqual([])
  })
})

describe('a provider state that cannot be', () => {
  const relay = stateRelay('http://127.0.0.1:1', async () => new Response(null, { status: 500 }))
  const change = (action: string) => relay.change(Buffer.from(JSON.stringify({ action })))

  test('set is the problem of the next cell alone', async () => {
    expect((await change('setup')).status).toBe(200)
    expect(relay.takeProblem()).toContain('the provider state was not set: it answered 500')
    expect(relay.takeProblem()).toBeUndefined()
  })

  test('taken down is no problem: the next one is set anew', async () => {
    expect((await change('teardown')).status).toBe(200)
    expect(relay.takeProblem()).toBeUndefined()
  })
})
