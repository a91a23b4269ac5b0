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

/** Credentials and ids under the names that the Atlas CLI and Terraform's provider read. */
export type SampleCredentials = Readonly<Record<VariableName, string>>

function hasAllCredentials(values: object): values is SampleCredentials {
  return variableNames.every((name) => Boolean(Reflect.get(values, name)))
}

/** The credentials of a file; `undefined` when it is not there or misses one. */
export function readCredentials(file: string): SampleCredentials | undefined {
  if (!existsSync(file)) return undefined
  const values = parseEnv(readFileSync(file, 'utf8'))
  return hasAllCredentials(values) ? values : undefined
}

/**
 * Returns the text of a file that exports credentials to whoever sources it, with the base URL under every name that a
 * program reads it by. Without a base URL a program would send the secret to the real Atlas, so that a comment says so.
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

/** Writes {@link credentialsText} to a file that only its owner can read. Replaces an older file. */
export function writeCredentials(
  file: string,
  credentials: SampleCredentials,
  baseUrl: string,
): void {
  replacePrivateFile(file, credentialsText(credentials, baseUrl))
}
