import { describe, expect, test } from 'vitest'
import { detectDrift } from '../../src/drift/drift.ts'
import { isDate } from '../../src/drift/operation.ts'
import {
  bucketPath,
  createPath,
  type DocumentPath,
  gcpBucketPath,
  getPath,
  listPath,
  mutateDocument,
  readAt,
  schemaPath,
  setAt,
} from './mutate-document.ts'

const get200: DocumentPath = [...getPath, 'responses', '200']
const union = schemaPath('DiskBackupSnapshotExportBucketResponse')
const azure = schemaPath('DiskBackupSnapshotAzureExportBucketResponse')
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** The resource version that has variants by provider. Later versions can share its schemas. */
const unionVersion = '2024-05-30'

/** Returns the differences of one operation, up to that version. */
function findDifferences(mutate: (root: object) => void) {
  const { differences } = detectDrift({ theirs: mutateDocument(mutate), accepted: [] })
  return differences.filter(
    ({ location: { operationId, version = '' } }) =>
      operationId === 'getGroupBackupExportBucket' && !(isDate(version) && version > unionVersion),
  )
}

const summarize = (mutate: (root: object) => void) =>
  findDifferences(mutate).map(({ kind, id, theirs }) => {
    const location = id.replace('getGroupBackupExportBucket ', '')
    return kind === 'changed' ? `${location}: ${JSON.stringify(theirs)}` : `${kind} ${location}`
  })

const response = `${unionVersion} response 200`

describe('the variants of a union are its choices and its mapping:', () => {
  const addOci = (root: object) => {
    setAt(root, schemaPath('Oci'), readAt(root, gcpBucketPath))
    setAt(root, [...schemaPath('Oci'), 'properties', 'cloudProvider', 'enum'], ['OCI'])
  }

  test('a choice without a mapping entry is added, and affects no interaction', () => {
    const added = findDifferences((root) => {
      addOci(root)
      setAt(root, [...union, 'oneOf', 3], ref('Oci'))
    })
    expect(added).toMatchObject([
      {
        id: `getGroupBackupExportBucket ${response} OCI`,
        ...{ kind: 'added', interactions: [], theirs: { missingFrom: 'mapping' } },
      },
    ])
  })

  test('a choice without a single tag value is named by its schema', () => {
    expect(
      summarize((root) => {
        setAt(root, schemaPath('Oci'), { type: 'object' })
        setAt(root, [...union, 'oneOf', 3], ref('Oci'))
        setAt(root, [...union, 'oneOf', 4], { type: 'object' })
      }),
    ).toEqual([`added ${response} Oci`, `added ${response} variant 5`])
  })

  test('a choice with another target is compared, and its mapping entry is added', () => {
    expect(
      summarize((root) => {
        addOci(root)
        setAt(root, [...schemaPath('Oci'), 'properties', 'cloudProvider', 'enum'], ['GCP'])
        setAt(root, [...schemaPath('Oci'), 'properties', 'bucketName', 'maxLength'], 99)
        setAt(root, [...schemaPath('Oci'), 'required', 4], 'region')
        setAt(root, [...union, 'oneOf', 2], ref('Oci'))
      }),
    ).toEqual([
      `${response} GCP missingFrom: "mapping"`,
      `${response} GCP.bucketName maxLength: 99`,
      `added ${response} GCP.region`,
      `added ${response} GCP #2`,
    ])
  })

  test('a mapping entry with another target is not a choice', () => {
    expect(
      summarize((root) => {
        addOci(root)
        setAt(root, [...union, 'discriminator', 'mapping', 'GCP'], '#/components/schemas/Oci')
      }),
    ).toEqual([`${response} GCP missingFrom: "mapping"`, `added ${response} GCP #2`])
  })

  test('a mapping may name a schema without a pointer', () => {
    expect(
      summarize((root) =>
        setAt(root, [...union, 'discriminator', 'mapping', 'GCP'], gcpBucketPath.at(-1)),
      ),
    ).toEqual([])
  })

  test('a partial mapping shows which choices lost their tag', () => {
    const partial = findDifferences((root) =>
      setAt(root, [...union, 'discriminator', 'mapping', 'GCP'], undefined),
    )
    expect(partial).toMatchObject([{ aspect: 'missingFrom', theirs: 'mapping' }])
    for (const { interactions } of partial) {
      expect(interactions).not.toEqual([])
      for (const pact of interactions) expect(pact).toContain(': GCP asked for')
    }
  })

  test('without a mapping the schema names are the tags, so other tags are a difference', () => {
    expect(
      summarize((root) => setAt(root, [...union, 'discriminator', 'mapping'], undefined)),
    ).toEqual(['AWS', 'AZURE', 'GCP'].map((tag) => `${response} ${tag} missingFrom: "mapping"`))
  })

  test('without a mapping the schema names are the tags, so equal tags are no difference', () => {
    expect(
      summarize((root) => {
        const choices = { AWS: 'AWS', AZURE: 'Azure', GCP: 'GCP' }
        for (const [tag, name] of Object.entries(choices))
          setAt(
            root,
            schemaPath(tag),
            readAt(root, schemaPath(`DiskBackupSnapshot${name}ExportBucketResponse`)),
          )
        setAt(root, union, {
          oneOf: Object.keys(choices).map(ref),
          discriminator: { propertyName: 'cloudProvider' },
        })
      }),
    ).toEqual([])
  })

  test('when no choice is in the mapping, the variants are the mapping', () => {
    expect(summarize((root) => setAt(root, [...union, 'oneOf'], undefined))).toEqual([])
  })

  test('a choice that is removed is missing from the choices', () => {
    expect(summarize((root) => setAt(root, [...union, 'oneOf', 2], undefined))).toEqual([
      `${response} GCP missingFrom: "oneOf"`,
    ])
  })

  test('a removed or renamed discriminator is a difference', () => {
    expect(summarize((root) => setAt(root, [...union, 'discriminator'], undefined))).toEqual([
      `${response} variants: "oneOf"`,
    ])
    expect(
      summarize((root) => setAt(root, [...union, 'discriminator', 'propertyName'], 'kind')),
    ).toContain(`${response} variants: "kind"`)
  })

  test.each(['anyOf', 'allOf'])('a second union is an additional requirement: %s', (key) => {
    const secondUnion = [{ required: ['x'] }, { required: ['y'] }]
    const value = key === 'allOf' ? [{ anyOf: secondUnion }] : secondUnion
    expect(summarize((root) => setAt(root, [...union, key], value))).toEqual(
      ['AWS', 'AZURE', 'GCP'].map((tag) => `${response} ${tag} variants: "anyOf"`),
    )
  })

  test('the discriminator of a schema without variants is compared', () => {
    expect(
      summarize((root) =>
        setAt(root, [...gcpBucketPath, 'discriminator'], { propertyName: 'kind' }),
      ),
    ).toEqual([`${response} GCP discriminator: {"propertyName":"kind"}`])
  })
})

describe('every part of allOf applies:', () => {
  const roleId: DocumentPath = [...azure, 'properties', 'roleId']
  const location = `${response} AZURE.roleId`

  test.each([
    ['pattern', '^NEW', '["^([a-f0-9]{24})$","^NEW"]'],
    ['format', 'uuid', '["hex","uuid"]'],
    ['multipleOf', 3, '[2,3]'],
    ['default', 'b', '["a","b"]'],
    ['minLength', 4, '4'],
    ['maxLength', 4, '4'],
    ['enum', ['b', 'c'], '["b"]'],
    ['type', 'integer', '"never"'],
  ])('%s of every part applies, in whatever order the parts are', (key, value, merged) => {
    const baseSchema = {
      ...{ type: 'string', pattern: '^([a-f0-9]{24})$', format: 'hex', multipleOf: 2 },
      ...{ default: 'a', minLength: 2, maxLength: 9, enum: ['a', 'b'] },
    }
    const parts = [baseSchema, { [key]: value }]
    const [inOrder, reversed] = [parts, parts.toReversed()].map((allOf) =>
      summarize((root) => setAt(root, roleId, { allOf })),
    )
    expect(inOrder).toContain(`${location} ${key}: ${merged}`)
    expect(reversed).toEqual(inOrder)
  })

  test('the strictest of exclusive and inclusive bounds applies', () => {
    const bounds = [{ minimum: 3, maximum: 9 }, { exclusiveMinimum: 3 }, { exclusiveMaximum: 10 }]
    expect(
      summarize((root) => setAt(root, roleId, { allOf: [{ type: 'integer' }, ...bounds] })),
    ).toEqual([
      `${location} exclusiveMinimum: 3`,
      `${location} maximum: 9`,
      `${location} pattern: undefined`,
      `${location} type: "integer"`,
    ])
  })

  test('keys that a closed part does not describe are forbidden', () => {
    expect(
      summarize((root) =>
        setAt(
          root,
          [...gcpBucketPath, 'allOf'],
          [{ properties: { roleId: {}, links: {} }, additionalProperties: false }],
        ),
      ),
    ).toEqual([
      `${response} GCP additionalProperties: false`,
      ...['_id', 'bucketName', 'cloudProvider'].map((name) =>
        expect.stringContaining(`${response} GCP.${name} enum: []`),
      ),
    ])
  })

  test('the schema false allows nothing', () => {
    expect(
      summarize((root) => setAt(root, [...gcpBucketPath, 'properties', 'bucketName'], false)),
    ).toContain(`${response} GCP.bucketName enum: []`)
  })

  test('items must satisfy every part', () => {
    const items = [{ items: { maxLength: 3 } }, { items: { pattern: '^x' } }]
    expect(
      summarize((root) =>
        setAt(root, [...gcpBucketPath, 'properties', 'links'], { type: 'array', allOf: items }),
      ),
    ).toContain(`${response} GCP.links[] type: undefined`)
  })
})

describe('every spelling of null means the same:', () => {
  const name: DocumentPath = [...gcpBucketPath, 'properties', 'bucketName']
  const nullable = `${response} GCP.bucketName nullable: true`

  test.each([
    ['a list of types', { type: ['string', 'null'], minLength: 3, maxLength: 63 }],
    ['nullable', { type: 'string', nullable: true, minLength: 3, maxLength: 63 }],
    ['a choice', { oneOf: [{ type: 'string', minLength: 3, maxLength: 63 }, { type: 'null' }] }],
    [
      'a choice of a list of types',
      { anyOf: [{ type: 'string', minLength: 3, maxLength: 63 }, { type: ['null'] }] },
    ],
    [
      'a choice of a constant',
      { anyOf: [{ type: 'string', minLength: 3, maxLength: 63 }, { const: null }] },
    ],
    [
      'a choice of OpenAPI 3.0',
      { oneOf: [{ type: 'string', minLength: 3, maxLength: 63 }, { enum: [null] }] },
    ],
  ])('%s', (_, value) => {
    expect(summarize((root) => setAt(root, name, value))).toEqual([nullable])
  })

  test.each([
    [
      'nullable without a type',
      { allOf: [{ type: 'string', minLength: 3, maxLength: 63 }], nullable: true },
    ],
    [
      'a part that does not allow it',
      { type: ['string', 'null'], allOf: [{ type: 'string', minLength: 3, maxLength: 63 }] },
    ],
  ])('no spelling of null is %s', (_, value) => {
    expect(summarize((root) => setAt(root, name, value))).toEqual([])
  })

  test('a union can be nullable', () => {
    expect(
      summarize((root) => {
        const ownUnion = readAt(root, union)
        setAt(root, schemaPath('Own'), ownUnion)
        setAt(root, union, { anyOf: [ref('Own'), { type: 'null' }] })
      }),
    ).toEqual([`${response} nullable: true`])
  })
})

describe('OpenAPI 3.0 is read by its own rules:', () => {
  const asOpenApi30 = (mutate: (root: object) => void) => (root: object) => {
    setAt(root, ['openapi'], '3.0.1')
    mutate(root)
  }
  const roleId: DocumentPath = [...azure, 'properties', 'roleId']

  test('keywords beside a reference are ignored, but not in OpenAPI 3.1', () => {
    const addMaxLength = (root: object) => setAt(root, roleId, { ...ref('RoleId'), maxLength: 3 })
    expect(summarize(asOpenApi30(addMaxLength))).toEqual([])
    expect(summarize(addMaxLength)).toEqual([`${response} AZURE.roleId maxLength: 3`])
  })

  test('keywords beside a reference to a reference apply in OpenAPI 3.1', () => {
    expect(
      summarize((root) => {
        setAt(root, schemaPath('Short'), { ...ref('RoleId'), maxLength: 3 })
        setAt(root, roleId, ref('Short'))
      }),
    ).toEqual([`${response} AZURE.roleId maxLength: 3`])
  })

  test.each([
    [false, 1, []],
    [true, 1, ['query itemsPerPage exclusiveMinimum: 1', 'query itemsPerPage minimum: undefined']],
    [true, undefined, ['query itemsPerPage minimum: undefined']],
  ])('exclusiveMinimum %s says how a minimum of %s is meant', (exclusive, minimum, expected) => {
    const parameter: DocumentPath = ['components', 'parameters', 'itemsPerPage', 'schema']
    const theirs = mutateDocument(
      asOpenApi30((root) => {
        setAt(root, [...parameter, 'exclusiveMinimum'], exclusive)
        setAt(root, [...parameter, 'minimum'], minimum)
      }),
    )
    const ids = detectDrift({ theirs, accepted: [] })
      .differences.filter(({ location }) => location.operationId === 'listGroupClusters')
      .map(({ id, theirs: value }) => `${id.replace('listGroupClusters ', '')}: ${value}`)
    expect(ids).toEqual(expected)
  })
})

describe('parameters are compared as requests have them:', () => {
  test('a parameter of the operation replaces that of the path completely', () => {
    const schema = { type: 'array', items: { type: 'string' } }
    expect(
      summarize((root) =>
        setAt(root, [...bucketPath, 'parameters'], [{ name: 'pretty', in: 'query', schema }]),
      ),
    ).toEqual([])
  })

  test('a parameter of the path applies when the operation has none', () => {
    const theirs = mutateDocument((root) =>
      setAt(root, [...bucketPath, 'parameters'], [{ name: 'pretty', in: 'query', schema: {} }]),
    )
    expect(detectDrift({ theirs, accepted: [] }).differences.map(({ id }) => id)).toEqual([
      'deleteGroupBackupExportBucket query pretty',
    ])
  })

  test('a path parameter is identified by its position, and reported with our name', () => {
    expect(
      summarize((root) => {
        const item = readAt(root, bucketPath)
        setAt(root, bucketPath, undefined)
        const path = '/api/atlas/v2/groups/{exportBucketId}/backup/exportBuckets/{groupId}'
        setAt(root, ['paths', path], item)
        setAt(root, [...schemaPath('GroupId'), 'maxLength'], 24)
      }),
    ).toEqual(['path exportBucketId maxLength: 24'])
  })

  test('a path parameter that the path lacks replaces no other', () => {
    expect(
      summarize((root) => {
        const item = Object(readAt(root, bucketPath))
        setAt(root, bucketPath, undefined)
        const path = '/api/atlas/v2/groups/{project}/backup/exportBuckets/{exportBucketId}'
        setAt(root, ['paths', path], item)
        setAt(root, ['paths', path, 'get', 'parameters', 4], {
          ...{ name: 'project', in: 'path', required: true },
          schema: { type: 'string', maxLength: 24 },
        })
      }),
    ).toEqual(['path groupId maxLength: 24', 'path groupId pattern: undefined'])
  })

  test('media type, style and explode are compared when they have an effect', () => {
    const parameter = (rest: object) => (root: object) =>
      setAt(root, [...getPath, 'parameters', 3], { name: 'pretty', in: 'query', ...rest })
    const schemaFields = { schema: { type: 'boolean', default: false } }
    const location = 'query pretty'
    expect(summarize(parameter({ ...schemaFields, explode: false }))).toEqual([])
    expect(summarize(parameter({ ...schemaFields, style: 'deepObject' }))).toEqual([
      `${location} style: "deepObject"`,
    ])
    expect(summarize(parameter({ content: { 'application/json': schemaFields } }))).toEqual([
      `${location} content: "application/json"`,
    ])
    expect(summarize(parameter({ schema: { type: 'array' }, explode: false }))).toContain(
      `${location} explode: false`,
    )
  })
})

describe('media types are compared without parameters:', () => {
  const content: DocumentPath = [...get200, 'content']
  const newest = 'application/vnd.atlas.2024-05-30+json'

  test('the second of two that only differ in a parameter is a media type of its own', () => {
    expect(
      summarize((root) => setAt(root, [...content, `${newest};charset=utf-8`], { schema: {} })),
    ).toEqual([`added status 200 ${newest} #2`])
  })

  test('the dates of a referenced response are read', () => {
    const theirs = mutateDocument((root) => {
      setAt(root, ['components', 'responses', 'New'], {
        content: { 'APPLICATION/VND.ATLAS.2031-01-01+JSON; charset=utf-8': {} },
      })
      setAt(root, ['paths', '/api/atlas/v2/other'], {
        get: { responses: { 200: { $ref: '#/components/responses/New' } } },
      })
    })
    expect(detectDrift({ theirs, accepted: [] }).differences).toMatchObject([
      { id: 'API date 2031-01-01' },
    ])
  })
})

describe('the security of an operation', () => {
  test('the security of an operation can be empty, which differs from being absent', () => {
    const theirs = mutateDocument((root) => setAt(root, [...bucketPath, 'delete', 'security'], []))
    expect(detectDrift({ theirs, accepted: [] }).differences).toMatchObject([
      {
        id: 'deleteGroupBackupExportBucket security',
        ...{ aspect: 'security', theirs: ['no credentials'] },
      },
    ])
  })

  test.each([
    ['a choice of none', [{}, { DigestAuth: [] }], ['DigestAuth', 'no credentials']],
    ['two together', [{ ServiceAccount: [], DigestAuth: [] }], ['DigestAuth and ServiceAccount']],
    ['a scope', [{ ServiceAccount: ['b', 'a'] }], ['ServiceAccount a b']],
  ])('the security of an operation may be %s', (_, security, expected) => {
    const theirs = mutateDocument((root) => setAt(root, [...listPath, 'security'], security))
    expect(detectDrift({ theirs, accepted: [] }).differences).toMatchObject([{ theirs: expected }])
  })
})

test('a path that is a reference can have additional operations', () => {
  const theirs = mutateDocument((root) => {
    const { get: getOperation, ...others } = Object(readAt(root, bucketPath))
    setAt(root, ['components', 'pathItems'], { Bucket: others })
    setAt(root, bucketPath, { $ref: '#/components/pathItems/Bucket', get: getOperation })
  })
  expect(detectDrift({ theirs, accepted: [] }).differences).toEqual([])
})

test('keywords that our document lacks are compared as written', () => {
  const keywords = {
    ...{ not: { required: ['x'] }, if: { required: ['x'] }, patternProperties: { '^x': {} } },
    ...{ propertyNames: { maxLength: 3 }, dependentRequired: { a: ['b'] }, contains: {} },
    ...{ unevaluatedProperties: false, contentEncoding: 'base64', minContains: 2 },
  }
  for (const [key, value] of Object.entries(keywords))
    expect(summarize((root) => setAt(root, [...gcpBucketPath, key], value))).toEqual([
      `${response} GCP ${key}: ${JSON.stringify(value)}`,
    ])
  const defaults = { unevaluatedProperties: true, propertyNames: {}, patternProperties: {} }
  expect(
    summarize((root) =>
      setAt(root, gcpBucketPath, { ...Object(readAt(root, gcpBucketPath)), ...defaults }),
    ),
  ).toEqual([])
})

test('the case of a request media type does not matter', () => {
  const theirs = mutateDocument((root) => {
    const content = [...createPath, 'requestBody', 'content']
    const entries = Object.entries(Object(readAt(root, content)))
    setAt(
      root,
      content,
      Object.fromEntries(entries.map(([key, value]) => [key.toUpperCase(), value])),
    )
  })
  expect(detectDrift({ theirs, accepted: [] }).differences).toEqual([])
})
