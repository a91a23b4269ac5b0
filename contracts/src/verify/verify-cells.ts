import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { packageVersion } from '../lib/package-version.ts'
import { committedPact, writePact } from '../pact/pact-file.ts'
import { createCellReport } from './cell-report.ts'
import { assertReachable, limitResponses, withoutBody } from './limit-response.ts'
import { type NativeResult, runNativeVerifier } from './native-verifier.ts'
import type { Send, VerifyOptions, Wait } from './options.ts'
import { type CellInteraction, type PlannedInteraction, planInteractions } from './plan.ts'
import { cellHeader, startProxy, type VerificationProxy } from './proxy.ts'
import type { Report } from './report.ts'
import { Secrets } from './secrets.ts'

type CellOptions = Omit<VerifyOptions, 'filters'>

/** The number of interactions in a file. Pact's work for each one grows with the size of its file. */
const interactionsPerFile = 32

/**
 * Writes the planned interactions to pact files. Each request gets the value by which the proxy identifies it. Other
 * users cannot read the folder.
 *
 * @returns the files
 */
function writeInteractions(
  folder: string,
  interactions: ReadonlyMap<string, PlannedInteraction>,
): string[] {
  const markedInteractions = [...interactions].map(([key, { interaction }]) => {
    const headers = { ...interaction.request.headers, [cellHeader]: [key] }
    return { ...interaction, request: { ...interaction.request, headers } }
  })
  const count = Math.ceil(markedInteractions.length / interactionsPerFile)
  return Array.from({ length: count }, (_, index) => {
    const file = join(folder, `pact-${index}.json`)
    const start = index * interactionsPerFile
    const batch = markedInteractions.slice(start, start + interactionsPerFile)
    writePact(file, { ...committedPact(), interactions: batch })
    return file
  })
}

async function verifyPlan(
  plannedInteractions: readonly PlannedInteraction[],
  options: CellOptions,
  send: Send,
  secrets: Secrets,
): Promise<Pick<Report, 'cells' | 'refusedRequests'>> {
  const { target, onProgress, onWait, env = process.env, wait = waitOnTimer } = options
  const { signal = new AbortController().signal } = options
  const sentInteractions = plannedInteractions.filter(
    ({ skipMessage }) => skipMessage === undefined,
  )
  const interactions = new Map(
    sentInteractions.map((plannedInteraction) => [randomUUID(), plannedInteraction] as const),
  )
  const report = (results?: ReadonlyMap<string, NativeResult>, proxy?: VerificationProxy) => ({
    cells: plannedInteractions.map((plannedInteraction) => {
      const result = results?.get(plannedInteraction.cell.description)
      return createCellReport(
        plannedInteraction,
        target.baseUrl,
        result,
        proxy?.exchanges.get(plannedInteraction),
      )
    }),
    refusedRequests: proxy?.refusedRequests.lines() ?? [],
  })
  if (sentInteractions.length === 0) return report()
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-verify-'))
  let proxy: VerificationProxy | undefined
  try {
    const pacts = writeInteractions(folder, interactions)
    let completed = 0
    proxy = await startProxy({
      target,
      interactions,
      send,
      retry: { wait, signal, onWait: (seconds) => onWait?.(seconds) },
      onExchange: () => onProgress?.(++completed, sentInteractions.length),
      userAgent: `export-buckets-contracts/${packageVersion}`,
      redact: (text) => secrets.redact(text),
    })
    const { url: providerBaseUrl, statesUrl } = proxy
    const verifierOptions = { folder, pacts, providerBaseUrl, statesUrl, env, signal }
    const results = await runNativeVerifier(verifierOptions)
    const byDescription = secrets
      .redact(results)
      .map((nativeResult) => [nativeResult.description, nativeResult] as const)
    return report(new Map(byDescription), proxy)
  } finally {
    proxy?.close()
    rmSync(folder, { recursive: true })
  }
}

const waitOnTimer: Wait = (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal })

/**
 * Sends the requests of cells to a provider in sequence, and lets Pact compare the responses.
 *
 * @throws UnreachableError when the provider, or the URL that sets its states, does not respond at all
 */
export async function verifyCells(
  cells: readonly CellInteraction[],
  options: CellOptions,
): Promise<Report> {
  const { target, fetch = globalThis.fetch, signal } = options
  const startedAt = new Date()
  const secrets = new Secrets(target.credentials.secrets)
  const send = secrets.watch(limitResponses(fetch, signal))
  const probe = limitResponses(fetch, signal, withoutBody)
  await assertReachable('the provider', target.baseUrl, probe)
  if (target.statesUrl !== undefined)
    await assertReachable('the provider states', target.statesUrl, probe)
  const plannedInteractions = planInteractions(cells, target)
  const result = await verifyPlan(plannedInteractions, options, send, secrets)
  return secrets.redact({
    provider: target.baseUrl,
    mode: target.statesUrl === undefined ? 'read-only' : 'states',
    startedAt: startedAt.toISOString(),
    milliseconds: Date.now() - startedAt.getTime(),
    ...result,
  })
}
