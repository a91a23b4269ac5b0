import { describe, expect, test } from 'vitest'
import { type AcceptedDifference, matchesPattern } from '../../src/drift/accepted-difference.ts'
import { readOurDocument } from '../../src/drift/document.ts'
import { detectDrift } from '../../src/drift/drift.ts'
import { committedPact } from '../../src/pact/pact-file.ts'
import { bodyMutations } from './body-mutations.ts'
import {
  type DocumentMutation,
  gcpBucketPath,
  gcpBucketSchema,
  type InteractionFilter,
  listPath,
  mutateDocument,
  noInteraction,
  readAt,
  responseDifferences,
  schemaPath,
  setAt,
} from './mutate-document.ts'
import { operationMutations } from './operation-mutations.ts'

const { interactions } = committedPact()

/** Returns the interactions of an operation that a difference must affect. */
function expectedInteractions(difference: string, filter: InteractionFilter): string[] {
  const [, operationId] = difference.split(' ')
  return interactions
    .filter(({ description }) => description.startsWith(`${operationId}: `))
    .filter((interaction) =>
      filter instanceof RegExp ? filter.test(interaction.description) : filter(interaction),
    )
    .map(({ description }) => description)
}

function expectDifferences({ mutate, expectedDifferences }: DocumentMutation): void {
  const { differences } = detectDrift({ theirs: mutateDocument(mutate), accepted: [] })
  const actual = differences.map(
    ({ kind, id, interactions }) => [`${kind} ${id}`, interactions] as const,
  )
  expect(actual.map(([text]) => text).toSorted()).toEqual(
    expectedDifferences.map(([text]) => text).toSorted(),
  )
  for (const [text, filter] of expectedDifferences) {
    const pacts = actual.find(([difference]) => difference === text)?.[1]
    expect(pacts, text).toEqual(expectedInteractions(text, filter))
    // A filter without matches would prove nothing.
    if (filter !== noInteraction) expect(pacts, text).not.toEqual([])
  }
}

describe('drift reports, with the affected interactions, that', () => {
  test.each(bodyMutations)('$name', expectDifferences)
})

describe('drift of an operation is reported, with the affected interactions, when', () => {
  test.each(operationMutations)('$name', expectDifferences)
})

test('an unchanged document has no differences', () => {
  expect(detectDrift({ theirs: readOurDocument(), accepted: [] }).differences).toEqual([])
})

test('an operation that repeats the security of its document is no difference', () => {
  const theirs = mutateDocument((root) => {
    for (const path of Object.values(Object(root).paths)) {
      for (const operation of Object.values(Object(path))) {
        const copy = Object(operation)
        if (copy.security === undefined) copy.security = structuredClone(Object(root).security)
      }
    }
  })
  expect(detectDrift({ theirs, accepted: [] }).differences).toEqual([])
})

test('prose, examples, order and the names of schemas are no difference', () => {
  const theirs = mutateDocument((root) => {
    setAt(root, [...gcpBucketPath, 'description'], 'Another text.')
    setAt(root, [...gcpBucketPath, 'properties', 'bucketName', 'examples'], ['other'])
    setAt(root, [...gcpBucketPath, 'required'], ['roleId', 'cloudProvider', 'bucketName', '_id'])
    setAt(root, schemaPath('Renamed'), readAt(root, schemaPath('Link')))
    setAt(
      root,
      [...gcpBucketPath, 'properties', 'links', 'items', '$ref'],
      '#/components/schemas/Renamed',
    )
  })
  expect(detectDrift({ theirs, accepted: [] }).differences).toEqual([])
})

test('a change is reported with both values', () => {
  const theirs = mutateDocument((root) =>
    setAt(root, [...gcpBucketPath, 'properties', 'bucketName', 'maxLength'], 222),
  )
  const [first] = detectDrift({ theirs, accepted: [] }).differences
  expect(first).toMatchObject({ aspect: 'maxLength', ours: 63, theirs: 222 })
})

describe('accepted and ignored differences:', () => {
  const theirs = mutateDocument((root) =>
    setAt(root, [...listPath, 'x-rolesRequirements'], ['Other']),
  )
  const id = 'listGroupBackupExportBuckets roles'
  const acceptance: AcceptedDifference = {
    pattern: id,
    kind: 'changed',
    ours: ['Project Read Only'],
    theirs: ['Other'],
    reason: 'because',
  }

  test('a difference is accepted when it has the accepted values', () => {
    const report = detectDrift({ theirs, accepted: [acceptance] })
    expect(report.differences).toEqual([])
    expect(report.accepted).toMatchObject([{ id, reason: 'because' }])
    expect(report.stale).toEqual([])
  })

  test('a difference with other values is reported, and the accepted one is stale', () => {
    const report = detectDrift({ theirs, accepted: [{ ...acceptance, theirs: ['Another'] }] })
    expect(report.differences).toMatchObject([{ id }])
    expect(report.stale).toEqual([id])
  })

  test.each([
    ['another kind', '*GCP.storageClass', 'removed', false],
    ['another id', '*GCP.storage', 'added', false],
    ['its kind and id', '*GCP.storageClass', 'added', true],
  ] as const)('an addition with %s accepted: %s %s, %s', (_, pattern, kind, isAccepted) => {
    const added = mutateDocument((root) =>
      setAt(root, [...gcpBucketPath, 'properties', 'storageClass'], {}),
    )
    const acceptance = { pattern, kind, reason: 'because' }
    const { differences, accepted } = detectDrift({ theirs: added, accepted: [acceptance] })
    const count = responseDifferences('added', gcpBucketSchema, '', () => noInteraction).length
    expect([differences.length, accepted.length]).toEqual(isAccepted ? [0, count] : [count, 0])
  })

  test.each([id, '*roles', 'list*', '*'])(
    'a difference is ignored when a pattern matches its id: %s',
    (pattern) => {
      expect(detectDrift({ theirs, ignore: [pattern] }).differences).toEqual([])
    },
  )

  test('a pattern with many stars matches a long id in linear time', () => {
    const id = `x${' status header'.repeat(20_000)} end`
    expect(matchesPattern('* status * header * end', id)).toBe(true)
    expect(matchesPattern(`${'* status '.repeat(50)}*no end`, id)).toBe(false)
    expect(
      ['a*a', 'a*aa', '*a*a', 'b*', '*b', ''].filter((pattern) => matchesPattern(pattern, 'aa')),
    ).toEqual(['a*a', '*a*a'])
  })

  test.each(['roles', 'list', 'listGroupBackupExportBuckets.roles', ''])(
    'a difference is reported when a pattern matches only a part of its id: %s',
    (pattern) => {
      expect(detectDrift({ theirs, ignore: [pattern] }).differences).toHaveLength(1)
    },
  )
})
