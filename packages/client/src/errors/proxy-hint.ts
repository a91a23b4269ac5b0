import { isLoopback } from '@export-buckets/core'

/** The part of Node's `process` that is read here. Other runtimes have all of it, some of it or nothing. */
interface NodeProcess {
  readonly versions?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly execArgv?: readonly string[]
}

const proxyFlag = '--use-env-proxy'

/** The switch is described in "Built-in proxy support" of Node's documentation. */
function usesProxy({ env = {}, execArgv = [] }: NodeProcess): boolean {
  return (
    env['NODE_USE_ENV_PROXY'] === '1' ||
    execArgv.includes(proxyFlag) ||
    (env['NODE_OPTIONS'] ?? '').includes(proxyFlag)
  )
}

/**
 * Returns a sentence about a proxy variable that Node's `fetch` ignores, and `undefined` where none is set for the URL or
 * the runtime is another one: Bun and Deno, which have Node's `process` too, use the proxy. The variable's value is never
 * shown, since it may hold a password.
 */
export function proxyHint(url: string): string | undefined {
  const nodeProcess: NodeProcess = Object(Reflect.get(globalThis, 'process'))
  const { versions = {} } = nodeProcess
  if (!versions['node'] || versions['bun'] || versions['deno'] || !URL.canParse(url))
    return undefined
  const { protocol, hostname } = new URL(url)
  if (isLoopback(hostname) || usesProxy(nodeProcess)) return undefined
  const variableName = protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const variable = [variableName, variableName.toLowerCase()].find(
    (candidate) => nodeProcess.env?.[candidate],
  )
  return (
    variable &&
    `${variable} is set, but Node's fetch ignores it unless NODE_USE_ENV_PROXY=1 is set as well.`
  )
}
