import type { Credentials } from '../entry/credentials-file.ts'
import { flagValue, type Given } from './arguments.ts'
import type { Flag } from './command.ts'
import { withNewFile } from './new-file.ts'
import type { World } from './world.ts'

export const outputFlag: Flag = {
  name: 'output',
  value: 'FILE',
  about: 'write the secret to a new file, for its owner alone, instead of standard output',
}

/** The variables by which a service account is known to the Atlas CLI and the client. */
export const serviceAccountVariables = (id: string, secret: string): Partial<Credentials> => ({
  MONGODB_ATLAS_CLIENT_ID: id,
  MONGODB_ATLAS_CLIENT_SECRET: secret,
})

/** The variables by which an API key is known to them. */
export const apiKeyVariables = (id: string, secret: string): Partial<Credentials> => ({
  MONGODB_ATLAS_PUBLIC_API_KEY: id,
  MONGODB_ATLAS_PRIVATE_API_KEY: secret,
})

/** Hands out a secret once what makes it worth something is done. */
export async function showOnce(
  given: Given,
  { stdout, stderr }: World,
  variables: Partial<Credentials>,
  work: () => Promise<void>,
): Promise<void> {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`)
  const file = flagValue(given, 'output')
  if (file !== undefined) {
    await withNewFile(file, lines.join(''), work)
    stderr.write(`The secret is in ${file}, and nowhere else: what is stored is a hash.\n`)
    return
  }
  await work()
  stdout.write(lines.join(''))
  if (stdout.isTTY) stderr.write('The secret is shown this once: what is stored is a hash.\n')
}
