/**
 * Verifies a provider of the snapshot export bucket API against the pact of this package.
 *
 * @module
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { committed, readPact, writePact } from '../matrix/pact-file.ts'
import { cellReport } from './cell-report.ts'
import { type Filters, filtered } from './filters.ts'
import { limited, withoutBody } from './limit-response.ts'
import type { NativeResult } from './native-result.ts'
import { runNativeVerifier } from './native-verifier.ts'
import { interactionsInPact, type PlannedInteraction, plan } from './plan.ts'
import { programVersion } from './program-version.ts'
import { cellHeader, startProxy, type VerificationProxy } from './proxy.ts'
import type { Wait } from './rate-limit-retry.ts'
import { assertReachable } from './reach.ts'
import type { Report } from './report.ts'
import { Secrets } from './secrets.ts'
import type { Send } from './senders.ts'
import type { Target } from './target.ts'

export type { Filters } from './filters.ts'
export { UnreachableError } from './reach.ts'
export type { Answered, CellReport, CellRequest, Difference, Outcome, Report } from './report.ts'
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
  /** Called after each request. */
  readonly onProgress?: (done: number, all: number) => void
  /** Called before the verification waits because the provider answered 429. */
  readonly onWait?: (seconds: number) => void
  /** Waits. Default: a timer. */
  readonly wait?: Wait
}

/**
 * Writes the part of the pact that is verified, each request with the value by which the proxy knows it. Nobody else may
 * read the file: the folder is this user's alone.
 */
function writeInteractions(
  file: string,
  interactions: ReadonlyMap<string, PlannedInteraction>,
): void {
  const marked = [...interactions].map(([key, { interaction }]) => {
    const headers = { ...interaction.request.headers, [cellHeader]: [key] }
    return { ...interaction, request: { ...interaction.request, headers } }
  })
  writePact(file, { ...readPact(committed), interactions: marked })
}

async function verifyPlan(
  planned: readonly PlannedInteraction[],
  options: VerifyOptions,
  send: Send,
  secrets: Secrets,
): Promise<Pick<Report, 'cells' | 'refused'>> {
  const { target, onProgress, onWait, env = process.env, wait = timer } = options
  const { signal = new AbortController().signal } = options
  const requested = planned.filter(({ skipped }) => skipped === undefined)
  const interactions = new Map(requested.map((each) => [randomUUID(), each] as const))
  const report = (results?: ReadonlyMap<string, NativeResult>, proxy?: VerificationProxy) => ({
    cells: planned.map((each) => {
      const result = results?.get(each.cell.description)
      return cellReport(each, target.baseUrl, result, proxy?.exchanges.get(each))
    }),
    refused: proxy?.refused.lines() ?? [],
  })
  if (requested.length === 0) return report()
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-verify-'))
  let proxy: VerificationProxy | undefined
  try {
    const pact = join(folder, 'pact.json')
    writeInteractions(pact, interactions)
    let done = 0
    proxy = await startProxy({
      target,
      interactions,
      send,
      retry: { wait, signal, onWait: (seconds) => onWait?.(seconds) },
      onExchange: () => onProgress?.(++done, requested.length),
      userAgent: `export-buckets-contracts/${programVersion}`,
      redact: (text) => secrets.redact(text),
    })
    const { url: providerBaseUrl, statesUrl } = proxy
    const results = await runNativeVerifier({ pact, providerBaseUrl, statesUrl, env, signal })
    const byDescription = secrets.redact(results).map((each) => [each.description, each] as const)
    return report(new Map(byDescription), proxy)
  } finally {
    proxy?.close()
    rmSync(folder, { recursive: true })
  }
}

const timer: Wait = (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal })

/**
 * Sends the requests of the pact to a provider, one after another, and has Pact compare the responses.
 *
 * With `target.statesUrl` every request is sent, in the provider state that it needs: buckets are created, changed and
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
 * const failed = cells.filter(({ outcome }) => outcome === 'failed')
 * ```
 */
export async function verifyProvider(options: VerifyOptions): Promise<Report> {
  const { target, filters = {}, fetch = globalThis.fetch, signal } = options
  const startedAt = new Date()
  const secrets = new Secrets(target.credentials.secrets)
  const send = secrets.watch(limited(fetch, signal))
  const look = limited(fetch, signal, withoutBody)
  await assertReachable('the provider', target.baseUrl, look)
  if (target.statesUrl !== undefined)
    await assertReachable('the provider states', target.statesUrl, look)
  const planned = plan(filtered(interactionsInPact(), filters), target)
  const result = await verifyPlan(planned, options, send, secrets)
  return secrets.redact({
    provider: target.baseUrl,
    mode: target.statesUrl === undefined ? 'read-only' : 'states',
    startedAt: startedAt.toISOString(),
    milliseconds: Date.now() - startedAt.getTime(),
    ...result,
  })
}
