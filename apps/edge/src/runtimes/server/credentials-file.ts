import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import {
  atlasVariables,
  baseUrlVariables,
  bucketVariableName,
} from '@export-buckets/cli-kit/atlas-environment'
import { type CloudProvider, cloudProviders } from '@export-buckets/core'
import { replacePrivateFile } from './private-file.ts'

type SampleVariable = Exclude<keyof typeof atlasVariables, 'baseUrl'>
type VariableName =
  | (typeof atlasVariables)[SampleVariable]
  | ReturnType<typeof bucketVariableName<CloudProvider>>

const { baseUrl: _, ...credentialVariables } = atlasVariables
const variableNames: readonly VariableName[] = [
  ...Object.values(credentialVariables),
  ...cloudProviders.map(bucketVariableName),
]

/** Credentials and ids, by the variable names of the Atlas CLI and Terraform's provider. */
export type SampleCredentials = Readonly<Record<VariableName, string>>

function hasAllCredentials(values: object): values is SampleCredentials {
  return variableNames.every((name) => Boolean(Reflect.get(values, name)))
}

/** Returns the credentials of a file, or `undefined` when it does not exist or is incomplete. */
export function readCredentials(file: string): SampleCredentials | undefined {
  if (!existsSync(file)) return undefined
  const values = parseEnv(readFileSync(file, 'utf8'))
  return hasAllCredentials(values) ? values : undefined
}

/**
 * Returns the text of a file that exports credentials when it is sourced, with the base URL in every variable that programs
 * read. Without a base URL, a comment warns that programs would send the secret to the real Atlas.
 */
export function credentialsText(
  credentials: Partial<SampleCredentials>,
  baseUrl: string | undefined,
): string {
  const values = [
    ...variableNames.map((name) => [name, credentials[name]] as const),
    ...baseUrlVariables.map((name) => [name, baseUrl] as const),
  ].filter(([, value]) => value !== undefined)
  const lines = values.map(([name, value]) => `${name}=${value}\n`).join('')
  const comment = `# Set ${baseUrlVariables.join(' and ')} to the URL of the server: without them programs call the real Atlas.\n`
  const exportLine = `export ${values.map(([name]) => name).join(' ')}\n`
  return (baseUrl === undefined ? comment : '') + lines + exportLine
}

/** Writes {@link credentialsText} to a file that only its owner can read. Replaces an existing file. */
export function writeCredentials(
  file: string,
  credentials: SampleCredentials,
  baseUrl: string,
): void {
  replacePrivateFile(file, credentialsText(credentials, baseUrl))
}
