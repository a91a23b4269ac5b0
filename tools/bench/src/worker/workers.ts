import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WorkerOptions } from 'miniflare'

/** A Worker to start. */
export interface Worker {
  readonly name: string
  /** The file of its module, TypeScript or JavaScript. */
  readonly module: string
  /** What its configuration gives it: bindings, databases, flags. */
  readonly options?: Partial<WorkerOptions>
  /** Says what is wrong with its first answer, to a request for a bucket without credentials. */
  wrong(answer: {
    readonly status: number
    readonly headers: { get(name: string): string | null }
  }): string | undefined
}

const bindings = { SECRET: 'a secret of the benchmark, not a secret' }

const ours = (file: string) => fileURLToPath(new URL(file, import.meta.url))

const challenges: Worker['wrong'] = ({ status, headers }) => {
  const challenge = headers.get('WWW-Authenticate') ?? ''
  const right = status === 401 && challenge.startsWith('Digest ')
  return right ? undefined : `expected 401 with a Digest challenge, got ${status} "${challenge}"`
}

const bareHono: Worker = {
  name: 'bare Hono',
  module: ours('workers/hono.ts'),
  wrong: ({ status }) => (status === 200 ? undefined : `expected 200, got ${status}`),
}

const edgeOverMemory: Worker = {
  name: 'edge over memory',
  module: ours('workers/edge.ts'),
  options: { bindings },
  wrong: challenges,
}

/** The Worker that is deployed; its options are what its configuration says. */
const deployed: Worker = {
  name: 'edge, as deployed',
  module: ours('../../../../apps/edge/src/runtimes/cloudflare.ts'),
  options: {
    bindings: { EDGE_SECRET: 'b0'.repeat(32) },
    d1Databases: ['DB'],
    durableObjects: { RATE_LIMITS: { className: 'RateLimitObject', useSQLite: true } },
  },
  wrong: challenges,
}

/** Why a Worker cannot be started, or undefined. */
export function whyMissing({ name, module }: Worker): string | undefined {
  if (existsSync(module)) return undefined
  const path = relative(ours('../../../..'), module)
  return `${name}: there is no module ${path}; name another one with --worker`
}

/** The Workers, the deployed one with another module where `module` names one. */
export function workers(module: string | undefined): readonly Worker[] {
  return [bareHono, edgeOverMemory, module === undefined ? deployed : { ...deployed, module }]
}
