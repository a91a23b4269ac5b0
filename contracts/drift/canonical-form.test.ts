import { describe, expect, test } from 'vitest'
import { drift } from './drift.ts'
import {
  bucketPath,
  create,
  get,
  type Keys,
  list,
  mutated,
  put,
  schema,
  take,
} from './test/mutate.ts'

const get200: Keys = [...get, 'responses', '200']
const union = schema('DiskBackupSnapshotExportBucketResponse')
const gcp = schema('DiskBackupSnapshotGCPExportBucketResponse')
const azure = schema('DiskBackupSnapshotAzureExportBucketResponse')
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** What the response of one operation has different. */
function differencesOf(mutate: (root: object) => void) {
  const { differences } = drift({ theirs: mutated(mutate), accepted: [] })
  return differences.filter(({ location }) => location.operationId === 'getGroupBackupExportBucket')
}

const summaries = (mutate: (root: object) => void) =>
  differencesOf(mutate).map(({ kind, id, theirs }) => {
    const place = id.replace('getGroupBackupExportBucket ', '')
    return kind === 'changed' ? `${place}: ${JSON.stringify(theirs)}` : `${kind} ${place}`
  })

const response = '2024-05-30 response 200'

describe('the variants of a union are its choices and its mapping', () => {
  const withOci = (root: object) => {
    put(root, schema('Oci'), take(root, gcp))
    put(root, [...schema('Oci'), 'properties', 'cloudProvider', 'enum'], ['OCI'])
  }

  test('a choice that the mapping does not list is added, and affects no interaction', () => {
    const added = differencesOf((root) => {
      withOci(root)
      put(root, [...union, 'oneOf', 3], ref('Oci'))
    })
    expect(added).toMatchObject([
      {
        id: `getGroupBackupExportBucket ${response} OCI`,
        ...{ kind: 'added', pacts: [], theirs: { missingFrom: 'mapping' } },
      },
    ])
  })

  test('a choice without one value for the tag has its name', () => {
    expect(
      summaries((root) => {
        put(root, schema('Oci'), { type: 'object' })
        put(root, [...union, 'oneOf', 3], ref('Oci'))
        put(root, [...union, 'oneOf', 4], { type: 'object' })
      }),
    ).toEqual([`added ${response} Oci`, `added ${response} variant 5`])
  })

  test('a choice that leads elsewhere is compared, and the mapping that is no choice is added', () => {
    expect(
      summaries((root) => {
        withOci(root)
        put(root, [...schema('Oci'), 'properties', 'cloudProvider', 'enum'], ['GCP'])
        put(root, [...schema('Oci'), 'properties', 'bucketName', 'maxLength'], 99)
        put(root, [...schema('Oci'), 'required', 4], 'region')
        put(root, [...union, 'oneOf', 2], ref('Oci'))
      }),
    ).toEqual([
      `${response} GCP missingFrom: "mapping"`,
      `${response} GCP.bucketName maxLength: 99`,
      `added ${response} GCP.region`,
      `added ${response} GCP #2`,
    ])
  })

  test('a mapping that leads elsewhere is no choice', () => {
    expect(
      summaries((root) => {
        withOci(root)
        put(root, [...union, 'discriminator', 'mapping', 'GCP'], '#/components/schemas/Oci')
      }),
    ).toEqual([`${response} GCP missingFrom: "mapping"`, `added ${response} GCP #2`])
  })

  test('a mapping may name a schema without a pointer', () => {
    expect(
      summaries((root) => put(root, [...union, 'discriminator', 'mapping', 'GCP'], gcp.at(-1))),
    ).toEqual([])
  })

  test('a partial mapping says of which choices the tag is no longer the value', () => {
    const partial = differencesOf((root) =>
      put(root, [...union, 'discriminator', 'mapping', 'GCP'], undefined),
    )
    expect(partial).toMatchObject([{ aspect: 'missingFrom', theirs: 'mapping' }])
    for (const { pacts } of partial) {
      expect(pacts).not.toEqual([])
      for (const pact of pacts) expect(pact).toContain(': GCP asked for')
    }
  })

  test('without a mapping the names of the choices are the tags, which they are not', () => {
    expect(
      summaries((root) => put(root, [...union, 'discriminator', 'mapping'], undefined)),
    ).toEqual(['AWS', 'AZURE', 'GCP'].map((tag) => `${response} ${tag} missingFrom: "mapping"`))
  })

  test('without a mapping the names of the choices are the tags, where they are named so', () => {
    expect(
      summaries((root) => {
        const choices = { AWS: 'AWS', AZURE: 'Azure', GCP: 'GCP' }
        for (const [tag, name] of Object.entries(choices))
          put(
            root,
            schema(tag),
            take(root, schema(`DiskBackupSnapshot${name}ExportBucketResponse`)),
          )
        put(root, union, {
          oneOf: Object.keys(choices).map(ref),
          discriminator: { propertyName: 'cloudProvider' },
        })
      }),
    ).toEqual([])
  })

  test('choices without a mapping to any are a parent whose variants are the mapping', () => {
    expect(summaries((root) => put(root, [...union, 'oneOf'], undefined))).toEqual([])
  })

  test('a choice that is removed is missing from the choices', () => {
    expect(summaries((root) => put(root, [...union, 'oneOf', 2], undefined))).toEqual([
      `${response} GCP missingFrom: "oneOf"`,
    ])
  })

  test('a discriminator that is removed, or another one, tells the variants apart otherwise', () => {
    expect(summaries((root) => put(root, [...union, 'discriminator'], undefined))).toEqual([
      `${response} variants: "oneOf"`,
    ])
    expect(
      summaries((root) => put(root, [...union, 'discriminator', 'propertyName'], 'kind')),
    ).toContain(`${response} variants: "kind"`)
  })

  test.each(['anyOf', 'allOf'])(
    'a second union beside the choices is another requirement: %s',
    (key) => {
      const second = [{ required: ['x'] }, { required: ['y'] }]
      const value = key === 'allOf' ? [{ anyOf: second }] : second
      expect(summaries((root) => put(root, [...union, key], value))).toEqual(
        ['AWS', 'AZURE', 'GCP'].map((tag) => `${response} ${tag} variants: "anyOf"`),
      )
    },
  )

  test('the discriminator of a schema without variants is compared', () => {
    expect(
      summaries((root) => put(root, [...gcp, 'discriminator'], { propertyName: 'kind' })),
    ).toEqual([`${response} GCP discriminator: {"propertyName":"kind"}`])
  })
})

describe('every part of allOf counts', () => {
  const roleId: Keys = [...azure, 'properties', 'roleId']
  const place = `${response} AZURE.roleId`

  test.each([
    ['pattern', '^NEW', '["^([a-f0-9]{24})$","^NEW"]'],
    ['format', 'uuid', '["hex","uuid"]'],
    ['multipleOf', 3, '[2,3]'],
    ['default', 'b', '["a","b"]'],
    ['minLength', 4, '4'],
    ['maxLength', 4, '4'],
    ['enum', ['b', 'c'], '["b"]'],
    ['type', 'integer', '"never"'],
  ])('in whatever order: %s', (key, value, both) => {
    const own = {
      ...{ type: 'string', pattern: '^([a-f0-9]{24})$', format: 'hex', multipleOf: 2 },
      ...{ default: 'a', minLength: 2, maxLength: 9, enum: ['a', 'b'] },
    }
    const parts = [own, { [key]: value }]
    const [one, other] = [parts, parts.toReversed()].map((allOf) =>
      summaries((root) => put(root, roleId, { allOf })),
    )
    expect(one).toContain(`${place} ${key}: ${both}`)
    expect(other).toEqual(one)
  })

  test('of bounds that exclude or include their value, the strictest one', () => {
    const bounds = [{ minimum: 3, maximum: 9 }, { exclusiveMinimum: 3 }, { exclusiveMaximum: 10 }]
    expect(
      summaries((root) => put(root, roleId, { allOf: [{ type: 'integer' }, ...bounds] })),
    ).toEqual([
      `${place} exclusiveMinimum: 3`,
      `${place} maximum: 9`,
      `${place} pattern: undefined`,
      `${place} type: "integer"`,
    ])
  })

  test('keys that one part does not describe and does not allow are not allowed', () => {
    expect(
      summaries((root) =>
        put(
          root,
          [...gcp, 'allOf'],
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

  test('a schema that is false allows nothing', () => {
    expect(summaries((root) => put(root, [...gcp, 'properties', 'bucketName'], false))).toContain(
      `${response} GCP.bucketName enum: []`,
    )
  })

  test('items of several parts are all required', () => {
    const items = [{ items: { maxLength: 3 } }, { items: { pattern: '^x' } }]
    expect(
      summaries((root) =>
        put(root, [...gcp, 'properties', 'links'], { type: 'array', allOf: items }),
      ),
    ).toContain(`${response} GCP.links[] type: undefined`)
  })
})

describe('null is one thing, however it is written', () => {
  const name: Keys = [...gcp, 'properties', 'bucketName']
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
    expect(summaries((root) => put(root, name, value))).toEqual([nullable])
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
  ])('and none of it is %s', (_, value) => {
    expect(summaries((root) => put(root, name, value))).toEqual([])
  })

  test('a union may be null, too', () => {
    expect(
      summaries((root) => {
        const own = take(root, union)
        put(root, schema('Own'), own)
        put(root, union, { anyOf: [ref('Own'), { type: 'null' }] })
      }),
    ).toEqual([`${response} nullable: true`])
  })
})

describe('OpenAPI 3.0 is read as it is meant', () => {
  const in30 = (mutate: (root: object) => void) => (root: object) => {
    put(root, ['openapi'], '3.0.1')
    mutate(root)
  }
  const roleId: Keys = [...azure, 'properties', 'roleId']

  test('what is beside a reference is ignored, but not in OpenAPI 3.1', () => {
    const beside = (root: object) => put(root, roleId, { ...ref('RoleId'), maxLength: 3 })
    expect(summaries(in30(beside))).toEqual([])
    expect(summaries(beside)).toEqual([`${response} AZURE.roleId maxLength: 3`])
  })

  test('what is beside a reference to a reference counts in OpenAPI 3.1', () => {
    expect(
      summaries((root) => {
        put(root, schema('Short'), { ...ref('RoleId'), maxLength: 3 })
        put(root, roleId, ref('Short'))
      }),
    ).toEqual([`${response} AZURE.roleId maxLength: 3`])
  })

  test.each([
    [false, 1, []],
    [true, 1, ['query itemsPerPage exclusiveMinimum: 1', 'query itemsPerPage minimum: undefined']],
    [true, undefined, ['query itemsPerPage minimum: undefined']],
  ])('exclusiveMinimum %s says how a minimum of %s is meant', (exclusive, minimum, expected) => {
    const parameter: Keys = ['components', 'parameters', 'itemsPerPage', 'schema']
    const theirs = mutated(
      in30((root) => {
        put(root, [...parameter, 'exclusiveMinimum'], exclusive)
        put(root, [...parameter, 'minimum'], minimum)
      }),
    )
    const ids = drift({ theirs, accepted: [] })
      .differences.filter(({ location }) => location.operationId === 'listGroupClusters')
      .map(({ id, theirs: value }) => `${id.replace('listGroupClusters ', '')}: ${value}`)
    expect(ids).toEqual(expected)
  })
})

describe('a parameter is what a request has', () => {
  test('one of the operation overrides that of the path, with all that is in it', () => {
    const schema = { type: 'array', items: { type: 'string' } }
    expect(
      summaries((root) =>
        put(root, [...bucketPath, 'parameters'], [{ name: 'pretty', in: 'query', schema }]),
      ),
    ).toEqual([])
  })

  test('one of the path counts where the operation has none', () => {
    const theirs = mutated((root) =>
      put(root, [...bucketPath, 'parameters'], [{ name: 'pretty', in: 'query', schema: {} }]),
    )
    expect(drift({ theirs, accepted: [] }).differences.map(({ id }) => id)).toEqual([
      'deleteGroupBackupExportBucket query pretty',
    ])
  })

  test('one of the path is the same by its position, and has our name', () => {
    expect(
      summaries((root) => {
        const item = take(root, bucketPath)
        put(root, bucketPath, undefined)
        const path = '/api/atlas/v2/groups/{exportBucketId}/backup/exportBuckets/{groupId}'
        put(root, ['paths', path], item)
        put(root, [...schema('GroupId'), 'maxLength'], 24)
      }),
    ).toEqual(['path exportBucketId maxLength: 24'])
  })

  test('one that the path does not have takes the place of none', () => {
    expect(
      summaries((root) => {
        const item = Object(take(root, bucketPath))
        put(root, bucketPath, undefined)
        const path = '/api/atlas/v2/groups/{project}/backup/exportBuckets/{exportBucketId}'
        put(root, ['paths', path], item)
        put(root, ['paths', path, 'get', 'parameters', 4], {
          ...{ name: 'project', in: 'path', required: true },
          schema: { type: 'string', maxLength: 24 },
        })
      }),
    ).toEqual(['path groupId maxLength: 24', 'path groupId pattern: undefined'])
  })

  test('its media type, style and explode count where they have an effect', () => {
    const parameter = (rest: object) => (root: object) =>
      put(root, [...get, 'parameters', 3], { name: 'pretty', in: 'query', ...rest })
    const own = { schema: { type: 'boolean', default: false } }
    const place = 'query pretty'
    expect(summaries(parameter({ ...own, explode: false }))).toEqual([])
    expect(summaries(parameter({ ...own, style: 'deepObject' }))).toEqual([
      `${place} style: "deepObject"`,
    ])
    expect(summaries(parameter({ content: { 'application/json': own } }))).toEqual([
      `${place} content: "application/json"`,
    ])
    expect(summaries(parameter({ schema: { type: 'array' }, explode: false }))).toContain(
      `${place} explode: false`,
    )
  })
})

describe('a media type is compared by its type', () => {
  const content: Keys = [...get200, 'content']
  const newest = 'application/vnd.atlas.2024-05-30+json'

  test('of two that differ in a parameter alone, the second is another one', () => {
    expect(
      summaries((root) => put(root, [...content, `${newest};charset=utf-8`], { schema: {} })),
    ).toEqual([`added status 200 ${newest} #2`])
  })

  test('the dates of a response that is referred to are found', () => {
    const theirs = mutated((root) => {
      put(root, ['components', 'responses', 'New'], {
        content: { 'APPLICATION/VND.ATLAS.2031-01-01+JSON; charset=utf-8': {} },
      })
      put(root, ['paths', '/api/atlas/v2/other'], {
        get: { responses: { 200: { $ref: '#/components/responses/New' } } },
      })
    })
    expect(drift({ theirs, accepted: [] }).differences).toMatchObject([
      { id: 'API date 2031-01-01' },
    ])
  })
})

describe('the security of an operation', () => {
  test('may be none, which is not the same as to state none', () => {
    const theirs = mutated((root) => put(root, [...bucketPath, 'delete', 'security'], []))
    expect(drift({ theirs, accepted: [] }).differences).toMatchObject([
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
  ])('may be %s', (_, security, expected) => {
    const theirs = mutated((root) => put(root, [...list, 'security'], security))
    expect(drift({ theirs, accepted: [] }).differences).toMatchObject([{ theirs: expected }])
  })
})

test('a path that is a reference may have operations of its own', () => {
  const theirs = mutated((root) => {
    const { get: own, ...others } = Object(take(root, bucketPath))
    put(root, ['components', 'pathItems'], { Bucket: others })
    put(root, bucketPath, { $ref: '#/components/pathItems/Bucket', get: own })
  })
  expect(drift({ theirs, accepted: [] }).differences).toEqual([])
})

test('keywords that our document does not have are compared as they are written', () => {
  const keywords = {
    ...{ not: { required: ['x'] }, if: { required: ['x'] }, patternProperties: { '^x': {} } },
    ...{ propertyNames: { maxLength: 3 }, dependentRequired: { a: ['b'] }, contains: {} },
    ...{ unevaluatedProperties: false, contentEncoding: 'base64', minContains: 2 },
  }
  for (const [key, value] of Object.entries(keywords))
    expect(summaries((root) => put(root, [...gcp, key], value))).toEqual([
      `${response} GCP ${key}: ${JSON.stringify(value)}`,
    ])
  const defaults = { unevaluatedProperties: true, propertyNames: {}, patternProperties: {} }
  expect(summaries((root) => put(root, gcp, { ...Object(take(root, gcp)), ...defaults }))).toEqual(
    [],
  )
})

test('the body of a request with a media type in another case is the same', () => {
  const theirs = mutated((root) => {
    const content = [...create, 'requestBody', 'content']
    const entries = Object.entries(Object(take(root, content)))
    put(
      root,
      content,
      Object.fromEntries(entries.map(([key, value]) => [key.toUpperCase(), value])),
    )
  })
  expect(drift({ theirs, accepted: [] }).differences).toEqual([])
})
