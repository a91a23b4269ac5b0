import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Operation, operations } from '@export-buckets/core'
import { isJsonObject } from '../lib/json.ts'
import { getResourceName } from '../matrix/resources.ts'

export const consumerName = 'export-buckets-client'
export const providerName = 'atlas-export-buckets'
/** The file name that Pact chooses. */
export const pactFileName: string = `${consumerName}-${providerName}.json`

/**
 * The folder of the committed pact, with a file for each resource. It is resolved by the package name, because the published
 * module is in another folder.
 */
export const committedPactFolder: string = dirname(
  createRequire(import.meta.url).resolve('@export-buckets/contracts/pacts/exportBuckets.json'),
)

/** The parts of an interaction that this package reads. */
export interface Interaction {
  readonly description: string
  readonly providerStates: readonly {
    readonly name: string
    readonly params?: Readonly<Record<string, unknown>>
  }[]
  readonly request: {
    readonly method: string
    readonly path: string
    readonly headers?: Readonly<Record<string, readonly string[]>>
    readonly query?: Readonly<Record<string, readonly string[]>>
    readonly body?: { readonly content: unknown }
  }
  readonly response: {
    readonly status: number
    readonly headers?: Readonly<Record<string, readonly string[]>>
    readonly body?: { readonly content: unknown }
    /** The keys of `body` are JSON paths, those of `header` are names. */
    readonly matchingRules?: {
      readonly body?: Readonly<Record<string, unknown>>
      readonly header?: Readonly<Record<string, unknown>>
    }
  }
}

/** A pact file of version 4. */
export interface PactFile {
  readonly interactions: readonly Interaction[]
  readonly [key: string]: unknown
}

const compareDescriptions = (a: Interaction, b: Interaction) =>
  a.description < b.description ? -1 : 1

/** Merges pacts of the same consumer and provider, sorted by description. */
export function mergePacts(pacts: readonly PactFile[]): PactFile {
  const interactions = pacts.flatMap((pact) => pact.interactions).toSorted(compareDescriptions)
  return { ...pacts[0], interactions }
}

/** Reads a pact. Its interactions are sorted by description, so that two pacts can be compared. */
export function readPact(file: string): PactFile {
  const pact: PactFile = JSON.parse(readFileSync(file, 'utf8'))
  return mergePacts([pact])
}

/** Reads a pact that has a file for each resource. */
export function readPactFolder(folder: string): PactFile {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return mergePacts(files.toSorted().map((name) => readPact(join(folder, name))))
}

let cachedPact: PactFile | undefined

/** Returns the committed pact. Reads it once, because it does not change while a program runs. */
export function committedPact(): PactFile {
  cachedPact ??= readPactFolder(committedPactFolder)
  return cachedPact
}

export function writePact(file: string, pact: PactFile): void {
  writeFileSync(file, `${JSON.stringify(pact, null, 2)}\n`)
}

/**
 * Returns an interaction without the `value` of its `eachKey` matchers. It repeats the body with its matchers as escaped JSON,
 * and Pact does not read it.
 */
export function withoutKeyExamples(interaction: Interaction): Interaction {
  const removeValue = (_: string, value: unknown) =>
    isJsonObject(value) && value['match'] === 'eachKey' ? { ...value, value: undefined } : value
  return JSON.parse(JSON.stringify(interaction, removeValue))
}

/** Returns the operation with which a description begins, or `undefined` when core does not know it. */
export function findOperation({ description }: Interaction): Operation | undefined {
  return Object.values(operations).find(({ operationId }) =>
    description.startsWith(`${operationId}: `),
  )
}

function resourceOfInteraction(interaction: Interaction): string {
  const operation = findOperation(interaction)
  if (operation !== undefined) return getResourceName(operation)
  throw new Error(`${interaction.description}: expected the id of an operation of core before ": "`)
}

/** Writes a pact to a folder, with a file for each resource. */
export function writePactFolder(folder: string, pact: PactFile): void {
  for (const [resource, interactions] of Map.groupBy(pact.interactions, resourceOfInteraction))
    writePact(join(folder, `${resource}.json`), { ...pact, interactions })
}
