import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The consumer's name in the pact. */
export const consumerName = 'export-buckets-client'
/** The provider's name in the pact. */
export const providerName = 'atlas-export-buckets'
/** The file's name, as Pact makes it. */
export const pactFileName: string = `${consumerName}-${providerName}.json`
/** The committed pact. By the package's own name: once published, this module is elsewhere and the pact is not. */
export const committedPactPath: string = createRequire(import.meta.url).resolve(
  '@export-buckets/contracts/pact.json',
)

/** An interaction, as far as the checks of this package look into it. */
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

/** One pact of several of the same consumer and provider, in the order of descriptions. */
export function mergePacts(pacts: readonly PactFile[]): PactFile {
  const interactions = pacts.flatMap((pact) => pact.interactions).toSorted(compareDescriptions)
  return { ...pacts[0], interactions }
}

/** Reads a pact, its interactions in the order of their descriptions, so that two of them can be compared. */
export function readPact(file: string): PactFile {
  const pact: PactFile = JSON.parse(readFileSync(file, 'utf8'))
  return mergePacts([pact])
}

let cachedPact: PactFile | undefined

/** Returns the committed pact. It is read once: it does not change while a program runs. */
export function committedPact(): PactFile {
  cachedPact ??= readPact(committedPactPath)
  return cachedPact
}

/** Writes a pact. */
export function writePact(file: string, pact: PactFile): void {
  writeFileSync(file, `${JSON.stringify(pact, null, 2)}\n`)
}
