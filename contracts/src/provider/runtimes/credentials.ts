import { validPublicKey } from '../../matrix/placeholder-credentials.ts'
import type { ConsumerCredentials } from '../stateful-provider.ts'

type EnvVars = Readonly<Record<string, string | undefined>>

/** The variables by which a program in another runtime learns who will call. */
export const toEnvVars = ({
  clientSecret,
  privateKey,
}: ConsumerCredentials): Record<string, string> => ({
  CALLER_CLIENT_SECRET: clientSecret,
  CALLER_PRIVATE_KEY: privateKey,
})

/** @throws Error when a variable is not set */
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
