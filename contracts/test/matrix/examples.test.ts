import { readFileSync } from 'node:fs'
import { generateContractFiles } from '@export-buckets/codegen'
import { readDocument } from '@export-buckets/codegen/document'
import {
  cloudProviders,
  newestApiVersion,
  operations,
  requestValidator,
  responseDrift,
  responseValidator,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { hasPathParameter, matrixProviders } from '../../src/matrix/coordinates.ts'
import { exampleRole, unauthorizedRole } from '../../src/matrix/examples/cloud-provider-access.ts'
import { examplePathParameters } from '../../src/matrix/ids.ts'
import { scenarios } from '../../src/matrix/scenarios.ts'

const matrixFolder = new URL('../../src/matrix/', import.meta.url)

/** Every request that succeeds in the newest version, and its response, with a title. */
const successCases = Object.values(operations).flatMap((operation) => {
  const { otherCases = {}, ...scenario } = scenarios[operation.operationId]
  return Object.entries({ '': scenario, ...otherCases }).flatMap(([title, { body, example }]) =>
    matrixProviders(operation).map((provider) => ({
      title: [operation.operationId, title, provider].filter(Boolean).join(', '),
      operationId: operation.operationId,
      request: body?.(provider),
      example: example?.(provider),
    })),
  )
})

/** The cases with a response body that the version knows. Only AWS buckets can be updated. */
const knownExamples = successCases.filter(
  ({ title, example }) => example !== undefined && !/^update.*Bucket, (AZURE|GCP)$/.test(title),
)

/** Returns the names of all fields of a value, at any depth. */
function fieldNames(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const names = Array.isArray(value) ? [] : Object.keys(value)
  return [...names, ...Object.values(value).flatMap(fieldNames)]
}

test('the generated examples are those of openapi.yaml (if not: pnpm generate)', () => {
  for (const [name, text] of Object.entries(generateContractFiles(readDocument())))
    expect(readFileSync(new URL(name, matrixFolder), 'utf8')).toBe(text)
})

describe('core accepts', () => {
  test.each(successCases.filter(({ request }) => request !== undefined))(
    'the request of $title',
    ({ operationId, request }) => {
      expect(requestValidator(operationId, newestApiVersion)?.issues(request)).toEqual([])
    },
  )

  test.each(knownExamples)('the example of $title', ({ operationId, example }) => {
    expect(responseValidator(operationId, newestApiVersion)?.issues(example?.body)).toEqual([])
  })
})

test('an example has only fields of its schema, except those of an older version', () => {
  const drift = knownExamples.flatMap(({ operationId, example }) =>
    responseDrift(operationId, newestApiVersion, example?.body).map(({ path }) => path.at(-1)),
  )
  expect(new Set(drift)).toEqual(new Set(['replicationSpecId']))
})

test.each(successCases.filter(({ example }) => example !== undefined))(
  'the example of $title has the fields that it pins as absent in no place, and others where it pins them',
  ({ example }) => {
    const names = fieldNames(example?.body)
    for (const name of example?.absent ?? []) expect(names).not.toContain(name)
    for (const name of Object.keys(example?.patterns ?? {})) {
      // The list of features of an unused role is empty.
      if (name !== 'featureType') expect(names).toContain(name)
    }
  },
)

test('the strings of an example match the formats that it pins', () => {
  const valuesOf = (value: unknown, name: string): unknown[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) =>
          key === name ? [inner] : valuesOf(inner, name),
        )
      : []
  const checked = successCases.flatMap(({ example }) =>
    Object.entries(example?.patterns ?? {}).flatMap(([name, pattern]) =>
      valuesOf(example?.body, name).map((text) => {
        expect(text).toMatch(new RegExp(pattern))
        return name
      }),
    ),
  )
  expect(new Set(checked)).toEqual(new Set(['prefix', 'featureType', 'rel']))
})

test('the path parameters of the examples are those of the paths', () => {
  const names = Object.keys(examplePathParameters('AWS'))
  for (const name of names)
    expect(Object.values(operations).some(hasPathParameter(name)), name).toBe(true)
  for (const { path } of Object.values(operations)) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(names).toEqual(expect.arrayContaining(inPath))
  }
})

test('a role that is not authorized differs from an authorized one, except of Google Cloud', () => {
  const same = cloudProviders.filter(
    (provider) =>
      JSON.stringify(unauthorizedRole(provider)) === JSON.stringify(exampleRole(provider)),
  )
  expect(same).toEqual(['GCP'])
})
