import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import type { VerifierOptions } from '@pact-foundation/pact-core'
import { provider } from '../matrix/pact-file.ts'
import { type NativeResult, readResults } from './native-result.ts'

const script = createRequire(import.meta.url).resolve('#native-process')

/** Longer than the proxy takes to give up, so that it is the proxy that says why. */
const timeout = 30 * 60_000

/** What the verifier is to do. */
export interface NativeRun {
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
function environment({ env, folder }: NativeRun): Record<string, string> {
  const own = Object.entries(env).filter(
    ([name]) => !/^(PACT_(?!PREBUILD)|MONGODB_ATLAS_|SSL_CERT_DIR$)/.test(name),
  )
  return {
    ...Object.fromEntries(own),
    NO_PROXY: [env['NO_PROXY'], '127.0.0.1'].filter(Boolean).join(','),
    PACT_DO_NOT_TRACK: 'true',
    SSL_CERT_FILE: writeCertificate(folder),
  }
}

function optionsOf({ pacts, providerBaseUrl, statesUrl }: NativeRun): VerifierOptions {
  return {
    provider,
    providerBaseUrl,
    pactUrls: [...pacts],
    timeout,
    logLevel: 'error',
    ...(statesUrl !== undefined && { providerStatesSetupUrl: statesUrl }),
  }
}

/**
 * Has Pact's verifier make every request of the pacts, one after another, and judge the answers.
 *
 * @throws when the verifier ends without results
 */
export async function runNativeVerifier(run: NativeRun): Promise<NativeResult[]> {
  const child = fork(script, {
    execArgv: [],
    env: environment(run),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    signal: run.signal,
  })
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  const ended = once(child, 'close')
  const results = new Promise<string>((resolve) =>
    child.once('message', (text) => resolve(String(text))),
  )
  child.send(optionsOf(run))
  const [text] = await Promise.all([Promise.race([results, ended.then(() => undefined)]), ended])
  if (text === undefined) throw new Error(`Pact's verifier ended without results: ${said.trim()}`)
  return readResults(text)
}
