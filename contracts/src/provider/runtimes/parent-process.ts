import { validPublicKey } from '../../matrix/cell.ts'
import type { ConsumerCredentials } from '../stateful-provider.ts'

type EnvVars = Readonly<Record<string, string | undefined>>

/** Returns the environment variables that pass the caller's credentials to a program in another runtime. */
export const toEnvVars = ({
  clientSecret,
  privateKey,
}: ConsumerCredentials): Record<string, string> => ({
  CALLER_CLIENT_SECRET: clientSecret,
  CALLER_PRIVATE_KEY: privateKey,
})

/**
 * Reads the credentials that {@link toEnvVars} passed.
 *
 * @throws Error when a variable is not set
 */
export function readConsumerCredentials({
  CALLER_CLIENT_SECRET,
  CALLER_PRIVATE_KEY,
}: EnvVars): ConsumerCredentials {
  if (CALLER_CLIENT_SECRET === undefined || CALLER_PRIVATE_KEY === undefined) {
    throw new Error('expected CALLER_CLIENT_SECRET and CALLER_PRIVATE_KEY')
  }
  return {
    name: validPublicKey,
    clientSecret: CALLER_CLIENT_SECRET,
    privateKey: CALLER_PRIVATE_KEY,
  }
}

/** Ends this program when its parent ends for any reason, which closes standard input. */
export function exitWithParent(): void {
  process.stdin.resume().once('end', () => process.exit())
}
