import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createAtlasFetch, createBareClient, createClient, NetworkError } from '../src/index.ts'
import { ids } from './fakes/buckets.ts'
import { catchRejection, noAuth, testServiceAccount } from './fakes/test-client.ts'

type EnvVars = Readonly<Record<string, string | undefined>>

/** Fakes Node's `process` with these environment variables. */
function fakeNodeProcess(env: EnvVars, execArgv: readonly string[] = []) {
  return { versions: { node: '26.0.0' }, env, execArgv }
}

/** Returns the message of a NetworkError on a runtime with this `process`. */
async function networkErrorMessage(
  process: unknown,
  baseUrl = 'https://atlas.test',
): Promise<string> {
  const fetch = () =>
    Promise.reject(
      new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND atlas.test') }),
    )
  const client = createClient({ auth: noAuth, baseUrl, allowHttp: true, fetch, retry: false })
  vi.stubGlobal('process', process)
  try {
    const error = await catchRejection(client.exportBuckets.get(ids))
    expect(error).toBeInstanceOf(NetworkError)
    return String(error)
  } finally {
    vi.unstubAllGlobals()
  }
}

const proxy = 'http://user:hunter2@proxy.test:3128'
const messageEnd = /: request failed: getaddrinfo ENOTFOUND atlas\.test$/
const hintFor = (variable: string) =>
  `ENOTFOUND atlas.test. ${variable} is set, but Node's fetch ignores it unless NODE_USE_ENV_PROXY=1 is set as well.`

describe('a network failure in Node with an unused proxy', () => {
  test.each([
    ['HTTPS_PROXY', 'https://atlas.test'],
    ['https_proxy', 'https://atlas.test'],
    ['HTTP_PROXY', 'http://atlas.test'],
    ['http_proxy', 'http://atlas.test'],
  ])('the message has a hint when %s is set, for %s', async (name, baseUrl) => {
    const message = await networkErrorMessage(fakeNodeProcess({ [name]: proxy }), baseUrl)
    expect(message.endsWith(hintFor(name))).toBe(true)
    expect(message).not.toMatch(/hunter2|proxy\.test/)
  })

  test.each([{ NODE_USE_ENV_PROXY: '0' }, { NODE_OPTIONS: '--no-warnings' }])(
    'the message has a hint when the switch is off: %o',
    async (env) => {
      expect(await networkErrorMessage(fakeNodeProcess({ HTTPS_PROXY: proxy, ...env }))).toContain(
        hintFor('HTTPS_PROXY'),
      )
    },
  )
})

describe('a network failure without a proxy hint', () => {
  const proxyVariables = {
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    HTTP_PROXY: proxy,
    http_proxy: proxy,
  }
  const enabledVariables = { ...proxyVariables, NODE_USE_ENV_PROXY: '1' }
  test.each<[string, unknown, string?]>([
    ['when no variable is set', fakeNodeProcess({})],
    ['when the variable is empty', fakeNodeProcess({ HTTPS_PROXY: '' })],
    ['when the variable is for http and the URL is https', fakeNodeProcess({ HTTP_PROXY: proxy })],
    [
      'when the variable is for https and the URL is http',
      fakeNodeProcess({ HTTPS_PROXY: proxy }),
      'http://atlas.test',
    ],
    ['with NODE_USE_ENV_PROXY=1', fakeNodeProcess(enabledVariables)],
    ['with --use-env-proxy', fakeNodeProcess(proxyVariables, ['--use-env-proxy'])],
    [
      'with --use-env-proxy in NODE_OPTIONS',
      fakeNodeProcess({ ...proxyVariables, NODE_OPTIONS: '--use-env-proxy' }),
    ],
    ['for localhost', fakeNodeProcess(proxyVariables), 'http://localhost:8080'],
    ['for 127.0.0.1', fakeNodeProcess(proxyVariables), 'https://127.0.0.1'],
    ['for ::1', fakeNodeProcess(proxyVariables), 'https://[::1]'],
    [
      'in Bun, which uses the proxy',
      { ...fakeNodeProcess(proxyVariables), versions: { node: '24.0.0', bun: '1.3.0' } },
    ],
    [
      'in Deno, which uses the proxy',
      { ...fakeNodeProcess(proxyVariables), versions: { node: '24.0.0', deno: '2.5.0' } },
    ],
    ['without a process, as in a browser', undefined],
    ['when process is another object', { env: proxyVariables }],
    ['when process is a string', 'process'],
    ['when process has no env', { versions: { node: '26.0.0' } }],
  ])('the message has no hint %s', async (_, process, baseUrl) => {
    expect(await networkErrorMessage(process, baseUrl)).toMatch(messageEnd)
  })

  test('the message has no hint in Deno without the permission to read variables', async () => {
    const deniedProcess = {
      versions: { node: '24.0.0', deno: '2.5.0' },
      get env(): never {
        throw new Error('NotCapable: Requires env access')
      },
    }
    expect(await networkErrorMessage(deniedProcess)).toMatch(messageEnd)
  })
})

test('every kind of request has the proxy hint, token requests included', async () => {
  const fetch = () => Promise.reject(new TypeError('fetch failed'))
  const options = { auth: noAuth, fetch, retry: false } as const
  const calls = [
    () => createClient({ ...options, auth: testServiceAccount() }).exportBuckets.get(ids),
    () =>
      createBareClient(options).GET('/api/atlas/v2/groups/{groupId}/clusters', {
        params: { path: ids },
      }),
    () => createAtlasFetch(options)('/api/atlas/v2/groups'),
  ]
  vi.stubEnv('HTTPS_PROXY', proxy)
  vi.stubEnv('NODE_USE_ENV_PROXY', undefined)
  onTestFinished(() => void vi.unstubAllEnvs())
  for (const call of calls) {
    expect(String(await catchRejection(call()))).toMatch(
      / HTTPS_PROXY is set, but Node's fetch [^.]+\.$/,
    )
  }
})
