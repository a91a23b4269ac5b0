import type { Given } from '@export-buckets/command-line/arguments'
import { atlasVariables } from '@export-buckets/command-line/atlas-environment'
import type { Flag } from '@export-buckets/command-line/flag'
import type { Credentials } from '../entry/credentials-file.ts'
import { sqlFileIn } from './change.ts'
import { fileProblem, withNewFile } from './new-file.ts'
import { UnsettledError } from './unsettled-error.ts'
import type { World } from './world.ts'

export const outputFlag: Flag = {
  name: 'output',
  value: 'FILE',
  about: 'write the secret to a new file, for its owner alone, instead of standard output',
  problem: fileProblem,
}

/** The variables by which a service account is known to the Atlas CLI and the client. */
export const serviceAccountVariables = (id: string, secret: string): Partial<Credentials> => ({
  [atlasVariables.clientId]: id,
  [atlasVariables.clientSecret]: secret,
})

/** The variables by which an API key is known to them. */
export const apiKeyVariables = (id: string, secret: string): Partial<Credentials> => ({
  [atlasVariables.publicKey]: id,
  [atlasVariables.privateKey]: secret,
})

/** The error for a secret that is worth something, or will be, and that nobody has. */
function unshown(given: Given, id: string, cause: unknown): UnsettledError {
  const file = sqlFileIn(given)
  const what =
    file === undefined
      ? `the secret was made, but could not be shown: make another with "export-buckets-edge credentials rotate ${id}"`
      : `the secret could not be shown: remove ${file}, which is for it, and run the command again`
  return new UnsettledError(what, { cause })
}

async function intoFile(
  file: string,
  text: string,
  stderr: World['stderr'],
  work: () => Promise<void>,
): Promise<void> {
  try {
    await withNewFile(file, text, work)
  } catch (error) {
    if (error instanceof UnsettledError) {
      stderr.write(
        `The secret, if the database has it, is in ${file}: try it, and remove the file where it does not work.\n`,
      )
    }
    throw error
  }
  stderr.write(`The secret is in ${file}, and nowhere else: what is stored is a hash.\n`)
}

/**
 * Hands out a secret once what makes it worth something is done.
 *
 * @throws UnsettledError when the secret cannot be shown then
 */
export async function showOnce(
  given: Given,
  { stdout, stderr }: World,
  id: string,
  variables: Partial<Credentials>,
  work: () => Promise<void>,
): Promise<void> {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`)
  const text = lines.join('')
  const file = given.text('output')
  if (file !== undefined) return intoFile(file, text, stderr, work)
  await work()
  await stdout.deliver(text).catch((cause: unknown) => {
    throw unshown(given, id, cause)
  })
  if (stdout.isTTY) stderr.write('The secret is shown this once: what is stored is a hash.\n')
}
