import {
  type ErrorName,
  errorCatalogue,
  errorCodeOf,
  operations,
  reasonPhrases,
} from '@export-buckets/core'
import { exampleBucket, groupId } from './buckets.ts'
import type { Ask, Cell, ErrorAnswer } from './cells.ts'
import type { ErrorCase } from './error-case.ts'
import { casesOf, errorNames } from './errors.ts'
import { type Place, versionPlaces } from './places.ts'
import { scenarios } from './scenarios.ts'
import { state } from './states.ts'

function askAt(place: Place, { ask, sends }: ErrorCase): Ask {
  const { operation, provider, asked } = place
  const { body, query, isBare } = scenarios[operation.operationId]
  const sent = sends === undefined ? body?.(provider) : sends(place).body
  return {
    how: isBare ? 'bare' : 'typed',
    groupId,
    exportBucketId: exampleBucket(provider)._id,
    version: asked,
    ...(sent && { body: sent }),
    ...(query && { query }),
    ...ask,
  }
}

/** Returns an error as it is on the wire: by its code, or, where it has none, by its reason. */
export function errorTitle(name: ErrorName): string {
  return errorCodeOf(name) ?? `${reasonPhrases[errorCatalogue[name].status]} (no errorCode)`
}

function errorCell(place: Place, name: ErrorName, each: ErrorCase): Cell<ErrorAnswer> {
  const { operation, provider } = place
  const { operationId, role } = operation
  const { when, auth = 'Bearer', roles = [role], states } = each
  const ask = askAt(place, each)
  const sends = each.sends?.(place)
  const parameters = sends?.parameters ?? each.parameters?.(place)
  const fields = sends?.fields ?? each.fields
  return {
    description: `${operationId}: ${errorTitle(name)} when ${when}, ${provider} asked for ${ask.accept ?? ask.version}`,
    table: 'errors',
    operationId,
    cloudProvider: provider,
    states: [
      state('a project with an export bucket', { groupId, cloudProvider: provider, roles }),
      ...(states?.(place) ?? []),
    ],
    auth,
    ask,
    answer: {
      kind: 'error',
      name,
      ...(parameters && { parameters }),
      ...(each.example && { example: each.example }),
      ...(fields && { fields }),
    },
  }
}

/** The cell, and, where an error is held to the keys that errors have, one that pins those. */
function withKeys(cell: Cell<ErrorAnswer>, { closed }: ErrorCase): Cell<ErrorAnswer>[] {
  if (!closed) return [cell]
  const description = `${cell.description}, and no other key`
  return [cell, { ...cell, description, answer: { ...cell.answer, pins: 'keys' } }]
}

/** The cells of a case of an error, at each place where it can happen. */
function cellsOf(places: readonly Place[], name: ErrorName, each: ErrorCase): Cell<ErrorAnswer>[] {
  return places.flatMap((place) => withKeys(errorCell(place, name, each), each))
}

/** A cell for each case of an error, each operation that it can happen to, and each place where it can. */
export function errorCells(): Cell<ErrorAnswer>[] {
  return Object.values(operations).flatMap((operation) =>
    errorNames.flatMap((name) =>
      casesOf(operation, name).flatMap((each) =>
        cellsOf((each.at ?? versionPlaces)(operation), name, each),
      ),
    ),
  )
}
