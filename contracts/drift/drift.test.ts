import { describe, expect, test } from 'vitest'
import { committed, readPact } from '../matrix/pact-file.ts'
import { type Accepted, matches } from './acceptance.ts'
import { ourDocument } from './document.ts'
import { drift } from './drift.ts'
import { bodyMutations } from './test/body-mutations.ts'
import { list, type Mutation, mutated, put, schema, type Touches, take } from './test/mutate.ts'
import { operationMutations } from './test/operation-mutations.ts'

const { interactions } = readPact(committed)
const gcp = schema('DiskBackupSnapshotGCPExportBucketResponse')

/** The interactions of the operation of a difference that it is to touch. */
function expected(told: string, touches: Touches): string[] {
  const [, operationId] = told.split(' ')
  return interactions
    .filter(({ description }) => description.startsWith(`${operationId}: `))
    .filter((each) => (touches instanceof RegExp ? touches.test(each.description) : touches(each)))
    .map(({ description }) => description)
}

function expectTold({ mutate, told }: Mutation): void {
  const { differences } = drift({ theirs: mutated(mutate), accepted: [] })
  const found = differences.map(({ kind, id, pacts }) => [`${kind} ${id}`, pacts] as const)
  expect(found.map(([text]) => text).toSorted()).toEqual(told.map(([text]) => text).toSorted())
  for (const [text, touches] of told) {
    const pacts = found.find(([each]) => each === text)?.[1]
    expect(pacts, text).toEqual(expected(text, touches))
    // A pattern that matches nothing would prove nothing.
    if (touches instanceof RegExp) expect(pacts, text).not.toEqual([])
  }
}

describe('of bodies, it tells, with the interactions touched, that', () => {
  test.each(bodyMutations)('$name', expectTold)
})

describe('of operations, it tells, with the interactions touched, that', () => {
  test.each(operationMutations)('$name', expectTold)
})

test('an unchanged document has no difference', () => {
  expect(drift({ theirs: ourDocument(), accepted: [] }).differences).toEqual([])
})

test('credentials that an operation says, though its document does already, are no difference', () => {
  const theirs = mutated((root) => {
    for (const path of Object.values(Object(root).paths)) {
      for (const operation of Object.values(Object(path))) {
        const own = Object(operation)
        if (own.security === undefined) own.security = structuredClone(Object(root).security)
      }
    }
  })
  expect(drift({ theirs, accepted: [] }).differences).toEqual([])
})

test('prose, examples, order and the names of schemas are no difference', () => {
  const theirs = mutated((root) => {
    put(root, [...gcp, 'description'], 'Another text.')
    put(root, [...gcp, 'properties', 'bucketName', 'examples'], ['other'])
    put(root, [...gcp, 'required'], ['roleId', 'cloudProvider', 'bucketName', '_id'])
    put(root, schema('Renamed'), take(root, schema('Link')))
    put(root, [...gcp, 'properties', 'links', 'items', '$ref'], '#/components/schemas/Renamed')
  })
  expect(drift({ theirs, accepted: [] }).differences).toEqual([])
})

test('what changes is told with both values', () => {
  const theirs = mutated((root) =>
    put(root, [...gcp, 'properties', 'bucketName', 'maxLength'], 222),
  )
  const [first] = drift({ theirs, accepted: [] }).differences
  expect(first).toMatchObject({ aspect: 'maxLength', ours: 63, theirs: 222 })
})

describe('a difference does not count', () => {
  const theirs = mutated((root) => put(root, [...list, 'x-rolesRequirements'], ['Other']))
  const id = 'listGroupBackupExportBuckets roles'
  const known: Accepted = {
    pattern: id,
    kind: 'changed',
    ours: ['Project Read Only'],
    theirs: ['Other'],
    reason: 'because',
  }

  test('where it is accepted, with these values', () => {
    const found = drift({ theirs, accepted: [known] })
    expect(found.differences).toEqual([])
    expect(found.accepted).toMatchObject([{ id, reason: 'because' }])
    expect(found.stale).toEqual([])
  })

  test('but it does with another value, and what was accepted is told to be no longer there', () => {
    const found = drift({ theirs, accepted: [{ ...known, theirs: ['Another'] }] })
    expect(found.differences).toMatchObject([{ id }])
    expect(found.stale).toEqual([id])
  })

  test.each([
    ['another kind', '*GCP.storageClass', 'removed', false],
    ['another id', '*GCP.storage', 'added', false],
    ['its kind and id', '*GCP.storageClass', 'added', true],
  ] as const)('of an addition where %s is accepted: %s %s, %s', (_, pattern, kind, isAccepted) => {
    const added = mutated((root) => put(root, [...gcp, 'properties', 'storageClass'], {}))
    const known = { pattern, kind, reason: 'because' }
    const { differences, accepted } = drift({ theirs: added, accepted: [known] })
    expect([differences.length, accepted.length]).toEqual(isAccepted ? [0, 3] : [3, 0])
  })

  test.each([id, '*roles', 'list*', '*'])('where a pattern matches its id: %s', (pattern) => {
    expect(drift({ theirs, ignore: [pattern] }).differences).toEqual([])
  })

  test('where a pattern of many stars matches, which takes no longer for a long id', () => {
    const id = `x${' status header'.repeat(20_000)} end`
    expect(matches('* status * header * end', id)).toBe(true)
    expect(matches(`${'* status '.repeat(50)}*no end`, id)).toBe(false)
    expect(['a*a', 'a*aa', '*a*a', 'b*', '*b', ''].filter((each) => matches(each, 'aa'))).toEqual([
      'a*a',
      '*a*a',
    ])
  })

  test.each(['roles', 'list', 'listGroupBackupExportBuckets.roles', ''])(
    'but it does where a pattern matches only a part of it: %s',
    (pattern) => {
      expect(drift({ theirs, ignore: [pattern] }).differences).toHaveLength(1)
    },
  )
})
