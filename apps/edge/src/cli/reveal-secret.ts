import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { atlasVariables } from '@export-buckets/cli-kit/atlas-environment'
import type { Flag } from '@export-buckets/cli-kit/flag'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { parsePublicUrl } from '../http/public-url.ts'
import { credentialsText, type SampleCredentials } from '../runtimes/server/credentials-file.ts'
import type { CliContext } from './context.ts'
import { newFileProblem, withNewFile } from './create-file.ts'
import { IndeterminateError } from './indeterminate-error.ts'
import { parseSqlFile } from './write-or-export-sql.ts'

/** The flags that say where a secret goes. */
export const outputFlags: readonly Flag[] = [
  {
    name: 'output',
    valueName: 'FILE',
    description:
      'write the secret to a new file, for its owner alone, instead of standard output; source it in a shell',
    validate: newFileProblem,
  },
  {
    name: 'base-url',
    valueName: 'URL',
    variable: 'PUBLIC_URL',
    description: 'where callers find the server, to be in that file',
  },
]

/** The variables by which a service account is known to the Atlas CLI and the client. */
export const serviceAccountVariables = (
  id: string,
  secret: string,
): Partial<SampleCredentials> => ({
  [atlasVariables.clientId]: id,
  [atlasVariables.clientSecret]: secret,
})

/** The variables by which an API key is known to them. */
export const apiKeyVariables = (id: string, secret: string): Partial<SampleCredentials> => ({
  [atlasVariables.publicKey]: id,
  [atlasVariables.privateKey]: secret,
})

/** The error for a secret that is worth something, or will be, and that nobody has. */
function secretNotShown(
  parsedArgs: ParsedArguments,
  id: string,
  cause: unknown,
): IndeterminateError {
  const file = parseSqlFile(parsedArgs)
  const message =
    file === undefined
      ? `the secret was made, but could not be shown: make another with "export-buckets-edge credentials rotate ${id}"`
      : `the secret could not be shown: remove ${file}, which is for it, and run the command again`
  return new IndeterminateError(message, { cause })
}

/** Returns the text of the file. It has the project of a credential that has a single one. */
function fileText(
  parsedArgs: ParsedArguments,
  variables: Partial<SampleCredentials>,
  projects: readonly string[],
): string {
  const [project, ...others] = new Set(projects)
  const isSingle = project !== undefined && others.length === 0
  const credentials = { ...variables, ...(isSingle && { [atlasVariables.groupId]: project }) }
  const url = parsedArgs.value('base-url')
  try {
    return credentialsText(
      credentials,
      url && parsePublicUrl(parsedArgs.sourceName('base-url'), url),
    )
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error
  }
}

async function writeSecretFile(
  file: string,
  text: string,
  stderr: CliContext['stderr'],
  work: () => Promise<void>,
): Promise<void> {
  try {
    await withNewFile(file, text, work)
  } catch (error) {
    if (error instanceof IndeterminateError) {
      stderr.write(
        `The secret, if the database has it, is in ${file}: try it, and remove the file where it does not work.\n`,
      )
    }
    throw error
  }
  stderr.write(`The secret is in ${file}, and nowhere else: what is stored is a hash.\n`)
}

/** A secret, and whose it is. */
interface NewSecret {
  /** The id of the credential. */
  readonly id: string
  /** The credential, as programs read it. */
  readonly variables: Partial<SampleCredentials>
  /** The ids of the projects that it opens, as far as they are known. */
  readonly projects: readonly string[]
}

/**
 * Hands out a secret once what makes it worth something is done.
 *
 * @throws UnsettledError when the secret cannot be shown then
 */
export async function revealSecret(
  parsedArgs: ParsedArguments,
  { stdout, stderr }: CliContext,
  { id, variables, projects }: NewSecret,
  work: () => Promise<void>,
): Promise<void> {
  const file = parsedArgs.value('output')
  if (file !== undefined) {
    return writeSecretFile(file, fileText(parsedArgs, variables, projects), stderr, work)
  }
  if (parsedArgs.has('base-url')) throw new UsageError('--base-url: is for the file of --output')
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`)
  await work()
  await stdout.writeAndFlush(lines.join('')).catch((cause: unknown) => {
    throw secretNotShown(parsedArgs, id, cause)
  })
  if (stdout.isTTY) stderr.write('The secret is shown this once: what is stored is a hash.\n')
}
