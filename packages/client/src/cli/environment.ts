import { UsageError } from '@export-buckets/cli-kit/arguments'
import {
  atlasVariables,
  readApiKey,
  readBaseUrl,
  readServiceAccount,
} from '@export-buckets/cli-kit/atlas-environment'
import type { ProgramContext } from '@export-buckets/cli-kit/program'
import manifest from '../../package.json' with { type: 'json' }
import { apiKey } from '../auth/api-key.ts'
import { serviceAccount } from '../auth/service-account.ts'
import type { AuthStrategy } from '../auth/strategy.ts'
import type { FetchLike } from '../http.ts'
import { parseBaseUrl } from '../options.ts'

/** The version of this package. */
export const programVersion: string = manifest.version

/** The inputs and outputs of the program. */
export interface CliContext extends ProgramContext {
  readonly fetch: FetchLike
  readFile(path: string): Promise<Uint8Array>
  /** Reads standard input to its end. */
  readStdin(): Promise<Uint8Array>
  /** Whether standard input is a terminal. */
  readonly isInputTTY: boolean
  /** Reads a line of standard input. Returns an empty string at its end, and after an interrupt. */
  readLine(): Promise<string>
  /** Returns milliseconds of a monotonic clock. */
  now(): number
  readonly interruptSignal: AbortSignal
}

/** The credentials of a command. */
export interface CliCredentials {
  readonly auth: AuthStrategy
  /** Revokes the token that was fetched for this command, except after an interrupt: Atlas allows about a hundred live tokens for an account. */
  revoke(): Promise<void>
}

/**
 * Reads the credentials from the environment: a service account, or else an API key.
 *
 * @throws UsageError when there are none, and for half of a pair
 */
export function readCredentials(env: CliContext['env']): CliCredentials {
  const account = readServiceAccount(env)
  if (account !== undefined) {
    const auth = serviceAccount(account)
    return { auth, revoke: () => auth.revoke() }
  }
  const key = readApiKey(env)
  if (key !== undefined) return { auth: apiKey(key), revoke: async () => undefined }
  const accountVariables = `${atlasVariables.clientId} and ${atlasVariables.clientSecret}`
  const keyVariables = `${atlasVariables.publicKey} and ${atlasVariables.privateKey}`
  throw new UsageError(`no credentials: set ${accountVariables}, or ${keyVariables}`)
}

/**
 * Reads the base URL of Atlas from the environment. Returns `undefined` when it is not set.
 *
 * @throws TypeError that names the variable
 * @throws UsageError when two variables have different URLs
 */
export function resolveBaseUrl(env: CliContext['env']): string | undefined {
  const variable = readBaseUrl(env)
  return variable && parseBaseUrl(variable.url, { name: variable.name })
}

/** The variables by the option of `createClient` that they set. */
const variableByOption: Readonly<Record<string, string>> = atlasVariables

/** Replaces the option at the beginning of an error message by the variable that sets it. */
export function withVariableNames(message: string): string {
  return message.replace(/^\w+(?=: )/, (option) => variableByOption[option] ?? option)
}
