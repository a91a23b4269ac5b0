/**
 * Verifies a provider of the snapshot export bucket API against the pact of this package.
 *
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { committed, readPact, writePact } from '../matrix/pact-file.ts'
import { bodiless, bounded } from './bounded.ts'
import { cellReport } from './cell-report.ts'
import { type Filters, filtered } from './filters.ts'
import { cellHeader } from './forward.ts'
import { type Gate, openGate } from './gate.ts'
import { shortened } from './native-result.ts'
import { runNativeVerifier } from './native-verifier.ts'
import type { Wait } from './patience.ts'
import { type Planned, pinnedCells, plan } from './plan.ts'
import { programVersion } from './program-version.ts'
import { reach } from './reach.ts'
import type { Report } from './report.ts'
import { Secrets } from './secrets.ts'
import type { Send } from './senders.ts'
import type { Target } from './target.ts'

export type { Filters } from './filters.ts'
export { UnreachableError } from './reach.ts'
export type { Answered, CellReport, Difference, Outcome, Report } from './report.ts'
export type { Credentials, Existing, Target } from './target.ts'

/** How to verify. */
export interface VerifyOptions {
  readonly target: Target
  /** Default: every cell of the matrix. */
  readonly filters?: Filters
  /** Default: the global `fetch`. */
  readonly fetch?: Send
  /** What Pact's process gets of an environment, less credentials. Default: that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Ends the verification. */
  readonly signal?: AbortSignal
  /** Told after each request. */
  readonly onProgress?: (done: number, all: number) => void
  /** Told before the verification waits because the provider answered 429. */
  readonly onWait?: (seconds: number) => void
  /** Waits. Default: a timer. */
  readonly wait?: Wait
}

/** The part of the pact that is asked, its requests numbered for the gate. */
function writeExcerpt(file: string, planned: readonly Planned[]): number {
  const interactions = planned.flatMap(({ interaction, notAsked }, number) => {
    if (notAsked !== undefined) return []
    const headers = { ...interaction.request.headers, [cellHeader]: [String(number)] }
    return [{ ...interaction, request: { ...interaction.request, headers } }]
  })
  writePact(file, { ...readPact(committed), interactions })
  return interactions.length
}

async function verifyPlan(
  planned: readonly Planned[],
  options: VerifyOptions,
  send: Send,
  secrets: Secrets,
) {
  const { target, onProgress, onWait, env = process.env, wait = timer } = options
  const { signal = new AbortController().signal } = options
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-verify-'))
  let gate: Gate | undefined
  try {
    const pact = join(folder, 'pact.json')
    const all = writeExcerpt(pact, planned)
    if (all === 0) return planned.map((each) => cellReport(each, undefined, undefined))
    let done = 0
    gate = await openGate({
      target,
      planned,
      send,
      patience: { wait, signal, onWait: (seconds) => onWait?.(seconds) },
      onExchange: () => onProgress?.(++done, all),
      userAgent: `export-buckets-contracts/${programVersion}`,
      strike: (text) => secrets.strike(text),
    })
    const { url: providerBaseUrl, statesUrl, exchanges } = gate
    const results = await runNativeVerifier({ pact, providerBaseUrl, statesUrl, env, signal })
    const told = secrets.strike(results).map(shortened)
    const byDescription = new Map(told.map((each) => [each.description, each]))
    return planned.map((each, number) =>
      cellReport(each, byDescription.get(each.cell.description), exchanges.get(number)),
    )
  } finally {
    gate?.close()
    rmSync(folder, { recursive: true })
  }
}

const timer: Wait = (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal })

/**
 * Asks a provider for what the pact pins, one request after another, and has Pact judge the answers.
 *
 * With `target.statesUrl` every cell is asked, in the provider state that it needs: buckets are created, changed and
 * deleted. Without it nothing but GET is sent, for what there is already.
 *
 * @throws UnreachableError when the provider, or what sets its states, does not answer at all
 *
 * @example
 * ```ts
 * const { cells } = await verifyProvider({
 *   target: {
 *     baseUrl: 'https://cloud.mongodb.com',
 *     existing: { groupId, buckets: { AWS: exportBucketId } },
 *     credentials: { account: serviceAccount({ clientId, clientSecret }) },
 *   },
 * })
 * const broken = cells.filter(({ outcome }) => outcome === 'differs')
 * ```
 */
export async function verifyProvider(options: VerifyOptions): Promise<Report> {
  const { target, filters = {}, fetch = globalThis.fetch, signal } = options
  const startedAt = new Date()
  const secrets = new Secrets(target.credentials.secrets)
  const send = secrets.watch(bounded(fetch, signal))
  const look = bounded(fetch, signal, bodiless)
  await reach('the provider', target.baseUrl, look)
  if (target.statesUrl !== undefined) await reach('the provider states', target.statesUrl, look)
  const planned = plan(filtered(pinnedCells(), filters), target)
  const cells = await verifyPlan(planned, options, send, secrets)
  return secrets.strike({
    provider: target.baseUrl,
    mode: target.statesUrl === undefined ? 'read-only' : 'states',
    startedAt: startedAt.toISOString(),
    milliseconds: Date.now() - startedAt.getTime(),
    cells,
  })
}
