import { goodKey } from '../../matrix/signatures.ts'
import type { Caller } from '../states-world.ts'

type Variables = Readonly<Record<string, string | undefined>>

/** The variables by which a program in another runtime learns who will call. */
export const variablesOf = ({ clientSecret, privateKey }: Caller): Record<string, string> => ({
  CALLER_CLIENT_SECRET: clientSecret,
  CALLER_PRIVATE_KEY: privateKey,
})

/** @throws Error when a variable is not set */
export function callerIn({ CALLER_CLIENT_SECRET, CALLER_PRIVATE_KEY }: Variables): Caller {
  if (CALLER_CLIENT_SECRET === undefined || CALLER_PRIVATE_KEY === undefined) {
    throw new Error('expected CALLER_CLIENT_SECRET and CALLER_PRIVATE_KEY')
  }
  return { name: goodKey, clientSecret: CALLER_CLIENT_SECRET, privateKey: CALLER_PRIVATE_KEY }
}
