import { listOperations, readDocument } from '@export-buckets/codegen/document'
import { tokenPath } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { pageDocument } from '../page/document.ts'

const core = readDocument()
const page = pageDocument()

/** Returns the media types of a body, in order. */
function mediaTypes(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || !('content' in value)) return []
  return Object.keys(Object(value.content))
}

describe('the OpenAPI document of the page', () => {
  test('URLs are relative to the server of the document', () => {
    expect(page.servers).toMatchObject([{ url: '.' }])
    expect(page.components?.securitySchemes?.['ServiceAccount']).toMatchObject({
      flows: { clientCredentials: { tokenUrl: tokenPath.slice(1) } },
    })
  })

  test('schemas, responses and security equal those of the document in core', () => {
    expect(page.components?.schemas).toEqual(core.components?.schemas)
    expect(page.components?.responses).toEqual(core.components?.responses)
    expect(page.components?.securitySchemes?.['DigestAuth']).toEqual(
      core.components?.securitySchemes?.['DigestAuth'],
    )
    expect(new Set(page.security)).toEqual(new Set(core.security))
    const describeOperations = (document: typeof core) =>
      listOperations(document).map(({ method, path, operation: { parameters: _, ...rest } }) => ({
        method,
        path,
        ...rest,
      }))
    expect(describeOperations(page)).toEqual(describeOperations(core))
  })

  test.each(
    listOperations(page).map(
      (operationsWithContent) =>
        [operationsWithContent.operation.operationId, operationsWithContent] as const,
    ),
  )('%s offers its resource versions, the newest first', (_, { operation }) => {
    const responseTypes = Object.values(operation.responses ?? {}).flatMap(mediaTypes)
    const versions = responseTypes.filter((mediaType) => mediaType.includes('vnd.atlas'))
    expect(versions).toEqual(versions.toSorted().reverse())
    const requestTypes = mediaTypes(operation.requestBody)
    expect(requestTypes).toEqual(requestTypes.toSorted().reverse())
    const accept = operation.parameters?.filter(
      (parameter) => 'name' in parameter && parameter.name === 'accept',
    )
    const offeredVersions = { schema: { enum: versions, default: versions[0] } }
    expect(accept ?? []).toMatchObject(versions.length > 0 ? [offeredVersions] : [])
  })

  test('ids have a pattern but no example, so that any id can be sent', () => {
    expect(page.components?.parameters?.['groupId']).toHaveProperty('schema.pattern')
    expect(page.components?.parameters?.['groupId']).not.toHaveProperty('schema.examples')
  })
})
