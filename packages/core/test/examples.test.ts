import {
  getContent,
  getRequestContent,
  isReference,
  listOperations,
  type MediaType,
  readDocument,
  refName,
} from '@export-buckets/codegen/document'
import { describe, expect, test } from 'vitest'
import { apiVersions, operations, requestValidator, responseValidator } from '../src/index.ts'

const document = readDocument()
const examples = document.components?.examples ?? {}

/** Returns the names and bodies of the examples of a media type. */
const examplesOf = (mediaType: MediaType): [string, unknown][] =>
  Object.values(mediaType.examples ?? {})
    .filter(isReference)
    .map((reference) => {
      const name = refName(reference)
      const example = examples[name]
      return [name, example && !isReference(example) ? example.value : undefined]
    })

/** Every use of an example in the document. */
const uses = listOperations(document).flatMap(({ operation }) => {
  const { responses = {} } = operation
  const found = Object.values(operations).find(
    (known) => known.operationId === operation.operationId,
  )
  if (found === undefined) return []
  const { operationId, successStatus } = found
  const response = responses[successStatus]
  const responseContent = response && !isReference(response) ? getContent(response.content) : []
  const toUses = (part: 'request' | 'response', content: [string, MediaType][]) =>
    content.flatMap(([, mediaType]) =>
      examplesOf(mediaType).map(([name, body]) => ({
        operationId,
        part,
        name,
        body,
        version: apiVersions.find((version) => version === mediaType['x-xgen-version']),
      })),
    )
  return [
    ...toUses('request', getRequestContent(operation)),
    ...toUses('response', responseContent),
  ]
})

describe('the examples of the document', () => {
  test.each(uses)('$name is a valid $part of $operationId', (use) => {
    const { operationId, part, body, version } = use
    if (version === undefined) throw new Error('the media type has no version')
    const getValidator = part === 'request' ? requestValidator : responseValidator
    expect(getValidator(operationId, version)?.issues(body)).toEqual([])
  })

  test('every example is used, in the newest version of its operation', () => {
    expect(new Set(uses.map(({ name }) => name))).toEqual(new Set(Object.keys(examples)))
    for (const { operationId, version } of uses)
      expect(operations[operationId].versions.at(-1)?.version).toBe(version)
  })
})
