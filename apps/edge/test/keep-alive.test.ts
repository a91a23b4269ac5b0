import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { startServer } from '@export-buckets/test-support/start-server'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { StartServer } from '../src/runtimes/server/server.ts'

/** Starts the Node server. @param env - variables in addition to a free port */
async function start(env: Record<string, string> = {}): Promise<URL> {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-keep-alive-'))
  const server = await startServer(folder, { PORT: '0', ...env })
  onTestFinished(() => {
    server.process.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  })
  return new URL(server.url)
}

test.each([
  [{}, 'timeout=75'],
  [{ KEEP_ALIVE_TIMEOUT: '620' }, 'timeout=620'],
])('with the variables %j the server announces %s', async (env, expected) => {
  const response = await fetch(`${await start(env)}healthz`)
  expect(response.headers.get('Keep-Alive')).toBe(expected)
})

const serverModule = '../src/runtimes/server/server.ts'

/** Returns the function with which a runtime starts its server. @param run - loads the runtime's module and runs it */
async function loadServe(run: () => Promise<unknown>): Promise<StartServer> {
  const runServer = vi.fn<(runtime: { readonly serve: StartServer }) => Promise<void>>()
  vi.resetModules()
  vi.doMock(serverModule, async (importOriginal) => ({
    ...(await importOriginal<object>()),
    runServer,
  }))
  await run()
  const [runtime] = runServer.mock.lastCall ?? []
  if (runtime === undefined) throw new Error('the module ran no server')
  return runtime.serve
}

afterEach(() => {
  vi.doUnmock(serverModule)
  vi.resetModules()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const listenOptions = { host: '127.0.0.1', port: 0, keepAlive: 75 }
/** Milliseconds: several times the timeout of an idle connection. */
const longTime = 300_000

describe('the server in Node', () => {
  async function startInProcess(respond: () => Response | Promise<Response>): Promise<URL> {
    const serve = await loadServe(async () => {
      const { runOnNode } = await import('../src/runtimes/server/node-server.ts')
      await runOnNode()
    })
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const server = await serve(respond, listenOptions)
    onTestFinished(() => server.stop(0))
    return new URL(server.url)
  }

  test('the server keeps a connection open while it waits for a response, however long that takes', async () => {
    const received = Promise.withResolvers<void>()
    const response = Promise.withResolvers<Response>()
    const url = await startInProcess(() => {
      received.resolve()
      return response.promise
    })
    const pendingResponse = fetch(url)
    await received.promise
    vi.advanceTimersByTime(longTime)
    response.resolve(new Response('late'))
    expect(await (await pendingResponse).text()).toBe('late')
  })

  test('the server closes a connection whose response is not read', async () => {
    // More than the buffers of the operating system hold.
    const body = new Uint8Array(64 * 1024 * 1024)
    const { port, hostname } = await startInProcess(() => new Response(body))
    const socket = connect(Number(port), hostname)
    onTestFinished(() => void socket.destroy())
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    // After this event, the socket reads no more than its own buffer holds.
    await once(socket, 'readable')
    vi.advanceTimersByTime(longTime)
    const outcome = await buffer(socket).then(
      ({ length }) => (length < body.length ? 'closed' : 'complete'),
      ({ code }) => code,
    )
    expect(outcome).toMatch(/closed|ECONNRESET/)
  })
})

describe('the server in Bun', () => {
  interface BunServer {
    readonly port: number
    timeout(request: Request, seconds: number): void
  }
  interface BunOptions {
    readonly idleTimeout: number
    fetch(request: Request, server: BunServer): Response | Promise<Response>
  }
  const bunServer = { port: 8787, timeout: vi.fn<BunServer['timeout']>() }
  afterEach(() => void bunServer.timeout.mockClear())

  /** Starts the server with a fake of Bun, and returns the options that Bun receives. */
  async function startWithFakeBun(
    respond: () => Response | Promise<Response>,
    keepAlive = listenOptions.keepAlive,
  ): Promise<BunOptions> {
    const serveInBun = vi.fn<(options: BunOptions) => BunServer>(() => bunServer)
    vi.stubGlobal('Bun', { serve: serveInBun })
    const serve = await loadServe(() => import('../src/runtimes/bun.ts'))
    await serve(respond, { ...listenOptions, keepAlive })
    const [options] = serveInBun.mock.lastCall ?? []
    if (options === undefined) throw new Error('Bun.serve was not called')
    return options
  }

  test.each([
    [75, 75],
    [620, 255],
  ])(
    'with a keep-alive timeout of %d seconds, Bun closes idle connections after %d',
    async (keepAlive, expected) => {
      const { idleTimeout } = await startWithFakeBun(() => new Response(), keepAlive)
      expect(idleTimeout).toBe(expected)
    },
  )

  test('a connection has no idle timeout while the server waits for a response, and has it again afterwards', async () => {
    const response = Promise.withResolvers<Response>()
    const options = await startWithFakeBun(() => response.promise)
    const request = new Request('http://localhost/')
    const pendingResponse = options.fetch(request, bunServer)
    expect(bunServer.timeout.mock.calls).toEqual([[request, 0]])
    response.resolve(new Response('late'))
    expect(await (await pendingResponse).text()).toBe('late')
    expect(bunServer.timeout.mock.calls).toEqual([
      [request, 0],
      [request, 75],
    ])
  })

  test('a connection has its idle timeout again after a handler that throws', async () => {
    const options = await startWithFakeBun(() => Promise.reject(new Error('failed')))
    const request = new Request('http://localhost/')
    await expect(options.fetch(request, bunServer)).rejects.toThrow('failed')
    expect(bunServer.timeout.mock.lastCall).toEqual([request, 75])
  })

  test('a connection keeps its idle timeout during an upload', async () => {
    const options = await startWithFakeBun(async () => new Response())
    await options.fetch(new Request('http://localhost/', { method: 'POST', body: '{}' }), bunServer)
    expect(bunServer.timeout).not.toHaveBeenCalled()
  })
})
