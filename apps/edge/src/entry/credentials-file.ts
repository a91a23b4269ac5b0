import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import {
  atlasVariables,
  baseUrlVariables,
  bucketVariable,
} from '@export-buckets/command-line/atlas-environment'
import { type CloudProvider, cloudProviders } from '@export-buckets/core'

type Sampled = Exclude<keyof typeof atlasVariables, 'baseUrl'>
type Name = (typeof atlasVariables)[Sampled] | ReturnType<typeof bucketVariable<CloudProvider>>

const { baseUrl: _, ...own } = atlasVariables
const names: readonly Name[] = [...Object.values(own), ...cloudProviders.map(bucketVariable)]

/** The sample's credentials and ids under the names that the Atlas CLI and Terraform's provider read. */
export type Credentials = Readonly<Record<Name, string>>

function isComplete(values: object): values is Credentials {
  return names.every((name) => Boolean(Reflect.get(values, name)))
}

/** The credentials of a file; `undefined` when it is not there or misses one. */
export function readCredentials(file: string): Credentials | undefined {
  if (!existsSync(file)) return undefined
  const values = parseEnv(readFileSync(file, 'utf8'))
  return isComplete(values) ? values : undefined
}

/**
 * Writes a file that its owner alone can read, and that exports the variables to whoever sources it. The base URL has every
 * name that a program reads it by: without it, the program would send the sample's secret to the real Atlas.
 */
export function writeCredentials(file: string, credentials: Credentials, baseUrl: string): void {
  const values = names.map((name) => [name, credentials[name]] as const)
  const all = [...values, ...baseUrlVariables.map((name) => [name, baseUrl] as const)]
  const lines = all.map(([name, value]) => `${name}=${value}\n`).join('')
  const exported = `export ${all.map(([name]) => name).join(' ')}\n`
  // Renamed into place, so that a reader never sees half of it.
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, lines + exported, { mode: 0o600 })
  chmodSync(draft, 0o600)
  renameSync(draft, file)
}
