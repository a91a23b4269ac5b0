import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import type { VerifierOptions } from '@pact-foundation/pact-core'
import { isJsonObject, type JsonObject } from '../lib/json.ts'
import { providerName } from '../pact/pact-file.ts'

/** A mismatch in Pact's words. */
export interface Mismatch {
  /** `StatusMismatch`, `HeaderMismatch`, `BodyTypeMismatch` or `BodyMismatch`. */
  readonly type: string
  /** The name of the header or the JSON path into the body. Empty for a status. */
  readonly location: string
  /** The example of the pact, or the names of the fields of an object. */
  readonly expected: string
  readonly actual: string
  readonly message: string
}

/** The result of an interaction: mismatches or a problem. An interaction with neither matched. */
export interface NativeResult {
  readonly description: string
  readonly mismatches: readonly Mismatch[]
  /** The reason why there was no response to compare. */
  readonly problem?: string
}

const toObjects = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : []

function toText(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function toMismatch(mismatch: JsonObject): Mismatch {
  const { type, key, path, expected, actual, mismatch: message } = mismatch
  return {
    type: toText(type),
    location: toText(key ?? path),
    expected: toText(expected),
    actual: toText(actual),
    message: toText(message),
  }
}

function toResult({ description, result, mismatch }: JsonObject): NativeResult {
  const details = isJsonObject(mismatch) ? mismatch : {}
  const mismatches = toObjects(details['mismatches']).map(toMismatch)
  const isUnexplained = result !== 'OK' && mismatches.length === 0
  return {
    description: toText(description),
    mismatches,
    ...(isUnexplained && { problem: toText(details['message']) || 'Pact gives no reason' }),
  }
}

/**
 * Parses the results of Pact's native verifier.
 *
 * @throws when the text is something else, such as an error message
 */
export function readResults(json: string): NativeResult[] {
  try {
    const results: unknown = JSON.parse(json)
    if (isJsonObject(results) && Array.isArray(results['interactionResults']))
      return toObjects(results['interactionResults']).map(toResult)
  } catch {
    // Reported below.
  }
  throw new Error(`Pact's verifier could not verify: ${json}`)
}

const script = createRequire(import.meta.url).resolve('#native-process')

/** The timeout of a request. It is longer than all retries of the proxy, so that the proxy can report why it gave up. */
const verifierTimeoutMs = 30 * 60_000

export interface NativeVerifierOptions {
  /** The folder that Pact's verifier may write to. */
  readonly folder: string
  /** The files of the pact. */
  readonly pacts: readonly string[]
  readonly providerBaseUrl: string
  readonly statesUrl: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/**
 * Writes a file with one certificate. Pact connects to the proxy only, without TLS, but loads every certificate of
 * the machine before each request, which takes half of its time. Without any certificate it sends no request.
 */
function writeCertificate(folder: string): string {
  const file = join(folder, 'certificate.pem')
  writeFileSync(file, rootCertificates[0] ?? '')
  return file
}

/**
 * Returns the environment of the verifier. Variables such as `PACT_DESCRIPTION` would select other pacts or
 * interactions. Those of Atlas are secrets.
 */
function createVerifierEnv({ env, folder }: NativeVerifierOptions): Record<string, string> {
  const inheritedVariables = Object.entries(env).filter(
    ([name]) => !/^(PACT_(?!PREBUILD)|MONGODB_ATLAS_|SSL_CERT_DIR$)/.test(name),
  )
  return {
    ...Object.fromEntries(inheritedVariables),
    NO_PROXY: [env['NO_PROXY'], '127.0.0.1'].filter(Boolean).join(','),
    PACT_DO_NOT_TRACK: 'true',
    SSL_CERT_FILE: writeCertificate(folder),
  }
}

function toVerifierOptions({
  pacts,
  providerBaseUrl,
  statesUrl,
}: NativeVerifierOptions): VerifierOptions {
  return {
    provider: providerName,
    providerBaseUrl,
    pactUrls: [...pacts],
    timeout: verifierTimeoutMs,
    logLevel: 'error',
    ...(statesUrl !== undefined && { providerStatesSetupUrl: statesUrl }),
  }
}

/**
 * Runs Pact's verifier, which sends every request of the pacts in sequence and compares the responses.
 *
 * @throws when the verifier ends without results
 */
export async function runNativeVerifier(options: NativeVerifierOptions): Promise<NativeResult[]> {
  const child = fork(script, {
    execArgv: [],
    env: createVerifierEnv(options),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    signal: options.signal,
  })
  let stderr = ''
  child.stderr?.on('data', (chunk) => {
    stderr += chunk
  })
  const closed = once(child, 'close')
  const results = new Promise<string>((resolve) =>
    child.once('message', (text) => resolve(String(text))),
  )
  child.send(toVerifierOptions(options))
  const [text] = await Promise.all([Promise.race([results, closed.then(() => undefined)]), closed])
  if (text === undefined) throw new Error(`Pact's verifier ended without results: ${stderr.trim()}`)
  return readResults(text)
}
