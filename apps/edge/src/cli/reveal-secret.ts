import { type Flag, type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import { atlasVariables } from '@export-buckets/cli-kit/atlas-environment'
import { parsePublicUrl } from '../http/url.ts'
import { credentialsText, type SampleCredentials } from '../runtimes/server/credentials-file.ts'
import type { CliContext } from './command.ts'
import { IndeterminateError } from './errors.ts'
import { newFileProblem, withNewFile } from './files.ts'
import { parseSqlFile } from './write-or-export-sql.ts'

/** The flags for the output of a secret. */
export const outputFlags: readonly Flag[] = [
  {
    name: 'output',
    valueName: 'FILE',
    description:
      'write the secret to a new file that only its owner can read, to be sourced in a shell, instead of standard output',
    validate: newFileProblem,
  },
  {
    name: 'base-url',
    valueName: 'URL',
    variable: 'PUBLIC_URL',
    description: 'the public URL of the server, written to that file',
  },
]

/** Returns the variables of a service account for the Atlas CLI and the client. */
export const serviceAccountVariables = (
  id: string,
  secret: string,
): Partial<SampleCredentials> => ({
  [atlasVariables.clientId]: id,
  [atlasVariables.clientSecret]: secret,
})

/** Returns the variables of an API key for the Atlas CLI and the client. */
export const apiKeyVariables = (id: string, secret: string): Partial<SampleCredentials> => ({
  [atlasVariables.publicKey]: id,
  [atlasVariables.privateKey]: secret,
})

/** Returns the error for a secret that is or will be valid, but could not be printed. */
function secretNotPrinted(
  parsedArgs: ParsedArguments,
  id: string,
  cause: unknown,
): IndeterminateError {
  const file = parseSqlFile(parsedArgs)
  const message =
    file === undefined
      ? `the secret was stored, but could not be printed: create another with "export-buckets-edge credentials rotate ${id}"`
      : `the secret could not be printed: remove ${file}, which contains its hash, and run the command again`
  return new IndeterminateError(message, { cause })
}

/** Returns the text of the file. It contains the project if there is only one. */
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
        `The secret is in ${file}, but may not be in the database: test it, and remove the file if it is rejected.\n`,
      )
    }
    throw error
  }
  stderr.write(`The secret is in ${file}. The database has only its hash.\n`)
}

/** A new secret and its credential. */
interface NewSecret {
  /** The id of the credential. */
  readonly id: string
  /** The environment variables of the credential. */
  readonly variables: Partial<SampleCredentials>
  /** The known project ids of its grants. */
  readonly projects: readonly string[]
}

/**
 * Stores the hash of a secret with `work`, then prints the secret or keeps it in a file.
 *
 * @throws IndeterminateError when the hash is stored, but the secret cannot be printed
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
  if (parsedArgs.has('base-url'))
    throw new UsageError('--base-url: expected with --output, because it is written to that file')
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`)
  await work()
  await stdout.writeAndFlush(lines.join('')).catch((cause: unknown) => {
    throw secretNotPrinted(parsedArgs, id, cause)
  })
  if (stdout.isTTY) stderr.write('The secret is shown only once. The database has only its hash.\n')
}
