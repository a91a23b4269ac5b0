import { operations } from '@export-buckets/core'
import {
  anyInteraction,
  bucketPath,
  createPath,
  type DocumentMutation,
  type DocumentPath,
  getPath,
  listPath,
  noInteraction,
  readAt,
  readVersion,
  schemaPath,
  setAt,
  updatePath,
} from './mutate-document.ts'

const getContent: DocumentPath = [...getPath, 'responses', '200', 'content']
const mediaType = (date: string) => `application/vnd.atlas.${date}+json`
const operationIds = Object.keys(operations)
/** The operations that return pages. */
const pagedIds = Object.values(operations)
  .filter(({ query }) => 'itemsPerPage' in query.properties)
  .map(({ operationId }) => operationId)

/** Changes of operations outside of bodies. */
export const operationMutations: readonly DocumentMutation[] = [
  {
    name: 'a version has another sunset',
    mutate: (root) =>
      setAt(root, [...getContent, mediaType('2023-01-01'), 'x-sunset'], '2026-12-31'),
    expectedDifferences: [
      [
        'changed getGroupBackupExportBucket 2023-01-01 response 200 sunset',
        /: (AWS asked for 2023|VERSION_GONE)/,
      ],
    ],
  },
  {
    name: 'a version is added, with a new API date',
    mutate: (root) => {
      const mediaTypeObject = readAt(root, [...getContent, mediaType('2024-05-30')])
      setAt(root, [...getContent, mediaType('2024-11-01')], mediaTypeObject)
    },
    expectedDifferences: [
      ['added API date 2024-11-01', noInteraction],
      [
        'added getGroupBackupExportBucket 2024-11-01 response 200',
        (interaction) => {
          const { requestedDate, servedVersion = '' } = readVersion(interaction)
          const isAffected = requestedDate >= '2024-11-01' && servedVersion < '2024-11-01'
          return isAffected && interaction.response.status < 300
        },
      ],
    ],
  },
  {
    name: 'a version is added, with a known API date',
    mutate: (root) => {
      const mediaTypeObject = readAt(root, [...getContent, mediaType('2023-01-01')])
      setAt(root, [...getContent, mediaType('2023-10-01')], mediaTypeObject)
    },
    expectedDifferences: [
      ['added getGroupBackupExportBucket 2023-10-01 response 200', /: AWS asked for 2023-1[01]/],
    ],
  },
  {
    name: 'a version is removed',
    mutate: (root) => setAt(root, [...getContent, mediaType('2023-01-01')], undefined),
    expectedDifferences: [
      [
        'removed getGroupBackupExportBucket 2023-01-01 response 200',
        /: (AWS asked for 2023|VERSION_GONE)/,
      ],
    ],
  },
  {
    name: 'another media type is added',
    mutate: (root) => setAt(root, [...getContent, 'text/csv'], {}),
    expectedDifferences: [['added getGroupBackupExportBucket status 200 text/csv', noInteraction]],
  },
  {
    name: 'another role is required',
    mutate: (root) => setAt(root, [...listPath, 'x-rolesRequirements'], ['Project Backup Viewer']),
    expectedDifferences: [['changed listGroupBackupExportBuckets roles', anyInteraction]],
  },
  {
    name: 'one of several operations no longer states its role',
    mutate: (root) => setAt(root, [...listPath, 'x-rolesRequirements'], undefined),
    expectedDifferences: [['changed listGroupBackupExportBuckets roles', anyInteraction]],
  },
  {
    name: 'a role without an array is the same',
    mutate: (root) => {
      const [role] = Object(readAt(root, [...listPath, 'x-rolesRequirements']))
      setAt(root, [...listPath, 'x-rolesRequirements'], role)
    },
    expectedDifferences: [],
  },
  {
    name: 'another resource has a file with a new date, or an announced version',
    mutate: (root) => {
      const content = {
        'application/vnd.atlas.2031-01-01+gzip': {},
        'application/vnd.atlas.2031-02-02.upcoming+json': {},
      }
      const responses = { 200: { description: 'Fine.', content } }
      setAt(root, ['paths', '/api/atlas/v2/other'], { get: { operationId: 'getOther', responses } })
    },
    expectedDifferences: [
      ['added API date 2031-01-01', noInteraction],
      ['added API date 2031-02-02', noInteraction],
    ],
  },
  {
    name: 'a query parameter has another limit',
    mutate: (root) =>
      setAt(root, ['components', 'parameters', 'itemsPerPage', 'schema', 'maximum'], 100),
    expectedDifferences: pagedIds.map((id) => [
      `changed ${id} query itemsPerPage maximum`,
      ({ request }) => request.query?.['itemsPerPage'] !== undefined,
    ]),
  },
  {
    name: 'a query parameter is removed, and one is added',
    mutate: (root) => {
      const parameters = [...getPath, 'parameters', 3]
      setAt(root, parameters, { name: 'fields', in: 'query', schema: { type: 'string' } })
    },
    expectedDifferences: [
      ['removed getGroupBackupExportBucket query pretty', /pretty=true/],
      ['added getGroupBackupExportBucket query fields', noInteraction],
    ],
  },
  {
    name: 'a required query parameter is added',
    mutate: (root) =>
      setAt(root, [...getPath, 'parameters', 4], {
        name: 'x',
        in: 'query',
        required: true,
        schema: {},
      }),
    expectedDifferences: [['added getGroupBackupExportBucket query x', anyInteraction]],
  },
  {
    name: 'an optional and a required request header are added',
    mutate: (root) => {
      setAt(root, [...getPath, 'parameters', 4], { name: 'X-May', in: 'header', schema: {} })
      setAt(root, [...getPath, 'parameters', 5], {
        ...{ name: 'X-Must', in: 'header', required: true },
        schema: {},
      })
    },
    expectedDifferences: [
      ['added getGroupBackupExportBucket header x-may', noInteraction],
      ['added getGroupBackupExportBucket header x-must', anyInteraction],
    ],
  },
  {
    name: 'an optional query parameter becomes required',
    mutate: (root) => setAt(root, ['components', 'parameters', 'itemsPerPage', 'required'], true),
    expectedDifferences: pagedIds.map((id) => [
      `changed ${id} query itemsPerPage required`,
      ({ request }) => request.query?.['itemsPerPage'] === undefined,
    ]),
  },
  {
    name: 'a path parameter has another pattern',
    mutate: (root) =>
      setAt(root, ['components', 'parameters', 'groupId', 'schema'], {
        type: 'string',
        pattern: '^[a-z]+$',
      }),
    expectedDifferences: operationIds.map(
      (id) => [`changed ${id} path groupId pattern`, anyInteraction] as const,
    ),
  },
  {
    name: 'a status is removed, and one is added',
    mutate: (root) => {
      setAt(root, [...updatePath, 'responses', '409'], {
        $ref: '#/components/responses/badRequest',
      })
      setAt(root, [...updatePath, 'responses', '415'], undefined)
    },
    expectedDifferences: [
      ['removed updateGroupBackupExportBucket status 415', /UNSUPPORTED_MEDIA_TYPE/],
      ['added updateGroupBackupExportBucket status 409', noInteraction],
    ],
  },
  {
    name: 'a header is removed',
    mutate: (root) =>
      setAt(
        root,
        ['components', 'responses', 'serviceUnavailable', 'headers', 'Retry-After'],
        undefined,
      ),
    expectedDifferences: operationIds.map(
      (id) => [`removed ${id} status 503 header retry-after`, /SERVICE_UNAVAILABLE/] as const,
    ),
  },
  {
    name: 'a header becomes required',
    mutate: (root) => setAt(root, ['components', 'headers', 'Retry-After', 'required'], true),
    expectedDifferences: operationIds.flatMap((id) => [
      [`changed ${id} status 429 header retry-after required`, /RATE_LIMITED/] as const,
      [`changed ${id} status 503 header retry-after required`, /SERVICE_UNAVAILABLE/] as const,
    ]),
  },
  {
    name: 'a header in another case is the same',
    mutate: (root) => {
      const headers = ['components', 'responses', 'serviceUnavailable', 'headers']
      setAt(root, [...headers, 'retry-after'], readAt(root, [...headers, 'Retry-After']))
      setAt(root, [...headers, 'Retry-After'], undefined)
    },
    expectedDifferences: [],
  },
  {
    name: 'an operation requires other credentials',
    mutate: (root) => setAt(root, [...listPath, 'security'], [{ ServiceAccount: [] }]),
    expectedDifferences: [['changed listGroupBackupExportBuckets security', anyInteraction]],
  },
  {
    name: 'an error lacks a field, at one status',
    mutate: (root) => {
      const { errorCode: _, ...properties } = Object(
        readAt(root, [...schemaPath('ApiError'), 'properties']),
      )
      setAt(root, [...createPath, 'responses', '413'], {
        headers: readAt(root, ['components', 'responses', 'contentTooLarge', 'headers']),
        content: {
          'application/json': { schema: { type: 'object', required: ['error'], properties } },
        },
      })
    },
    expectedDifferences: [
      [
        'removed createGroupBackupExportBucket status 413 application/json errorCode',
        /CONTENT_TOO_LARGE/,
      ],
    ],
  },
  {
    name: 'an operation is removed',
    mutate: (root) => setAt(root, updatePath, undefined),
    expectedDifferences: [['removed updateGroupBackupExportBucket', anyInteraction]],
  },
  {
    name: 'an operation on the resource is added',
    mutate: (root) => setAt(root, [...bucketPath, 'put'], { operationId: 'replaceIt' }),
    expectedDifferences: [['added replaceIt', noInteraction]],
  },
  {
    name: 'an operation has another id',
    mutate: (root) => setAt(root, [...getPath, 'operationId'], 'getExportBucket'),
    expectedDifferences: [['changed getGroupBackupExportBucket operationId', noInteraction]],
  },
  {
    name: 'an operation has another path',
    mutate: (root) => {
      setAt(root, ['paths', '/api/atlas/v3/buckets/{id}'], { patch: readAt(root, updatePath) })
      setAt(root, updatePath, undefined)
    },
    expectedDifferences: [['changed updateGroupBackupExportBucket path', anyInteraction]],
  },
]
