import { isLoopback } from '@export-buckets/core'

/** The part of Node's `process` that is read here. Other runtimes have all of it, some of it or nothing. */
interface Runtime {
  readonly versions?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly execArgv?: readonly string[]
}

const proxySwitch = '--use-env-proxy'

/** The switch is described in "Built-in proxy support" of Node's documentation. */
function usesProxy({ env = {}, execArgv = [] }: Runtime): boolean {
  return (
    env['NODE_USE_ENV_PROXY'] === '1' ||
    execArgv.includes(proxySwitch) ||
    (env['NODE_OPTIONS'] ?? '').includes(proxySwitch)
  )
}

/**
 * Returns a sentence about a proxy variable that Node's `fetch` ignores, and `undefined` where none is set for the URL or
 * the runtime is another one: Bun and Deno, which have Node's `process` too, use the proxy. The variable's value is never
 * shown, since it may hold a password.
 */
export function proxyHint(url: string): string | undefined {
  const runtime: Runtime = Object(Reflect.get(globalThis, 'process'))
  const { versions = {} } = runtime
  if (!versions['node'] || versions['bun'] || versions['deno'] || !URL.canParse(url))
    return undefined
  const { protocol, hostname } = new URL(url)
  if (isLoopback(hostname) || usesProxy(runtime)) return undefined
  const name = protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const variable = [name, name.toLowerCase()].find((each) => runtime.env?.[each])
  return (
    variable &&
    `${variable} is set, but Node's fetch ignores it unless NODE_USE_ENV_PROXY=1 is set as well.`
  )
}
