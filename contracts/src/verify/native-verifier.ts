import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import type { VerifierOptions } from '@pact-foundation/pact-core'
import { providerName } from '../pact/pact-file.ts'
import { type NativeResult, readResults } from './native-result.ts'

const script = createRequire(import.meta.url).resolve('#native-process')

/** Longer than the proxy takes to give up, so that it is the proxy that says why. */
const VERIFIER_TIMEOUT_MS = 30 * 60_000

/** What the verifier is to do. */
export interface NativeVerifierOptions {
  /** Where it may write. */
  readonly folder: string
  /** The files of the pact. */
  readonly pacts: readonly string[]
  readonly providerBaseUrl: string
  readonly statesUrl: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/**
 * A file of one certificate. Pact connects to the proxy alone, without TLS, and yet reads every certificate of the machine
 * before each request, which takes half of its time; where there is none it makes no request.
 */
function writeCertificate(folder: string): string {
  const file = join(folder, 'certificate.pem')
  writeFileSync(file, rootCertificates[0] ?? '')
  return file
}

/** Variables such as `PACT_DESCRIPTION` would choose other pacts or other interactions; those of Atlas are secrets it has no use for. */
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
    timeout: VERIFIER_TIMEOUT_MS,
    logLevel: 'error',
    ...(statesUrl !== undefined && { providerStatesSetupUrl: statesUrl }),
  }
}

/**
 * Has Pact's verifier make every request of the pacts, one after another, and judge the answers.
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
