import { operations } from '@export-buckets/core'
import {
  all,
  bucketPath,
  create,
  get,
  type Keys,
  list,
  type Mutation,
  nothing,
  put,
  schema,
  take,
  update,
} from './mutate.ts'

const getContent: Keys = [...get, 'responses', '200', 'content']
const mediaType = (date: string) => `application/vnd.atlas.${date}+json`
const operationIds = Object.keys(operations)
/** The operations that answer pages. */
const pagedIds = Object.values(operations)
  .filter(({ query }) => 'itemsPerPage' in query.properties)
  .map(({ operationId }) => operationId)

/** Changes of what an operation is, takes and answers with, besides bodies. */
export const operationMutations: readonly Mutation[] = [
  {
    name: 'a version is announced to end on another day',
    mutate: (root) => put(root, [...getContent, mediaType('2023-01-01'), 'x-sunset'], '2026-12-31'),
    told: [
      [
        'changed getGroupBackupExportBucket 2023-01-01 response 200 sunset',
        /: (AWS asked for 2023|VERSION_GONE)/,
      ],
    ],
  },
  {
    name: 'a version is added, with a date that is new to the API',
    mutate: (root) => {
      const media = take(root, [...getContent, mediaType('2024-05-30')])
      put(root, [...getContent, mediaType('2024-11-01')], media)
    },
    told: [
      ['added API date 2024-11-01', nothing],
      [
        'added getGroupBackupExportBucket 2024-11-01 response 200',
        /asked for (2024-11-13|2025-)|=true$/,
      ],
    ],
  },
  {
    name: 'a version is added, with a date that the API has',
    mutate: (root) => {
      const media = take(root, [...getContent, mediaType('2023-01-01')])
      put(root, [...getContent, mediaType('2023-10-01')], media)
    },
    told: [
      ['added getGroupBackupExportBucket 2023-10-01 response 200', /: AWS asked for 2023-1[01]/],
    ],
  },
  {
    name: 'a version is removed',
    mutate: (root) => put(root, [...getContent, mediaType('2023-01-01')], undefined),
    told: [
      [
        'removed getGroupBackupExportBucket 2023-01-01 response 200',
        /: (AWS asked for 2023|VERSION_GONE)/,
      ],
    ],
  },
  {
    name: 'another media type is added',
    mutate: (root) => put(root, [...getContent, 'text/csv'], {}),
    told: [['added getGroupBackupExportBucket status 200 text/csv', nothing]],
  },
  {
    name: 'another role is needed',
    mutate: (root) => put(root, [...list, 'x-rolesRequirements'], ['Project Backup Viewer']),
    told: [['changed listGroupBackupExportBuckets roles', all]],
  },
  {
    name: 'one operation of several says no longer which role it needs',
    mutate: (root) => put(root, [...list, 'x-rolesRequirements'], undefined),
    told: [['changed listGroupBackupExportBuckets roles', all]],
  },
  {
    name: 'a role that is written without an array is the same',
    mutate: (root) => {
      const [role] = Object(take(root, [...list, 'x-rolesRequirements']))
      put(root, [...list, 'x-rolesRequirements'], role)
    },
    told: [],
  },
  {
    name: 'another resource has a file of a new date, or a version that is announced',
    mutate: (root) => {
      const content = {
        'application/vnd.atlas.2031-01-01+gzip': {},
        'application/vnd.atlas.2031-02-02.upcoming+json': {},
      }
      const responses = { 200: { description: 'Fine.', content } }
      put(root, ['paths', '/api/atlas/v2/other'], { get: { operationId: 'getOther', responses } })
    },
    told: [
      ['added API date 2031-01-01', nothing],
      ['added API date 2031-02-02', nothing],
    ],
  },
  {
    name: 'a parameter of the query has another limit',
    mutate: (root) =>
      put(root, ['components', 'parameters', 'itemsPerPage', 'schema', 'maximum'], 100),
    told: pagedIds.map((id) => [
      `changed ${id} query itemsPerPage maximum`,
      ({ request }) => request.query?.['itemsPerPage'] !== undefined,
    ]),
  },
  {
    name: 'a parameter of the query is removed, and one is added',
    mutate: (root) => {
      const parameters = [...get, 'parameters', 3]
      put(root, parameters, { name: 'fields', in: 'query', schema: { type: 'string' } })
    },
    told: [
      ['removed getGroupBackupExportBucket query pretty', /pretty=true/],
      ['added getGroupBackupExportBucket query fields', nothing],
    ],
  },
  {
    name: 'a parameter of the query must be given',
    mutate: (root) =>
      put(root, [...get, 'parameters', 4], { name: 'x', in: 'query', required: true, schema: {} }),
    told: [['added getGroupBackupExportBucket query x', all]],
  },
  {
    name: 'a header of the request may be sent, and one must be',
    mutate: (root) => {
      put(root, [...get, 'parameters', 4], { name: 'X-May', in: 'header', schema: {} })
      put(root, [...get, 'parameters', 5], {
        ...{ name: 'X-Must', in: 'header', required: true },
        schema: {},
      })
    },
    told: [
      ['added getGroupBackupExportBucket header x-may', nothing],
      ['added getGroupBackupExportBucket header x-must', all],
    ],
  },
  {
    name: 'a parameter of the query that may be left out must be given',
    mutate: (root) => put(root, ['components', 'parameters', 'itemsPerPage', 'required'], true),
    told: pagedIds.map((id) => [
      `changed ${id} query itemsPerPage required`,
      ({ request }) => request.query?.['itemsPerPage'] === undefined,
    ]),
  },
  {
    name: 'a parameter of the path has another form',
    mutate: (root) => put(root, [...schema('GroupId'), 'pattern'], '^[a-z]+$'),
    told: [
      ...operationIds.map((id) => [`changed ${id} path groupId pattern`, all] as const),
      ...operations.listGroupClusters.versions.map(
        ({ version }) =>
          [
            `changed listGroupClusters ${version} response 200 results[].groupId pattern`,
            nothing,
          ] as const,
      ),
    ],
  },
  {
    name: 'a status is removed, and one is added',
    mutate: (root) => {
      put(root, [...update, 'responses', '409'], { $ref: '#/components/responses/badRequest' })
      put(root, [...update, 'responses', '415'], undefined)
    },
    told: [
      ['removed updateGroupBackupExportBucket status 415', /UNSUPPORTED_MEDIA_TYPE/],
      ['added updateGroupBackupExportBucket status 409', nothing],
    ],
  },
  {
    name: 'a header is removed',
    mutate: (root) =>
      put(
        root,
        ['components', 'responses', 'serviceUnavailable', 'headers', 'Retry-After'],
        undefined,
      ),
    told: operationIds.map(
      (id) => [`removed ${id} status 503 header retry-after`, /SERVICE_UNAVAILABLE/] as const,
    ),
  },
  {
    name: 'a header is always there',
    mutate: (root) => put(root, ['components', 'headers', 'Retry-After', 'required'], true),
    told: operationIds.flatMap((id) => [
      [`changed ${id} status 429 header retry-after required`, /RATE_LIMITED/] as const,
      [`changed ${id} status 503 header retry-after required`, /SERVICE_UNAVAILABLE/] as const,
    ]),
  },
  {
    name: 'a header in another case is the same',
    mutate: (root) => {
      const headers = ['components', 'responses', 'serviceUnavailable', 'headers']
      put(root, [...headers, 'retry-after'], take(root, [...headers, 'Retry-After']))
      put(root, [...headers, 'Retry-After'], undefined)
    },
    told: [],
  },
  {
    name: 'an operation takes other credentials',
    mutate: (root) => put(root, [...list, 'security'], [{ ServiceAccount: [] }]),
    told: [['changed listGroupBackupExportBuckets security', all]],
  },
  {
    name: 'an error lacks a field, at one status',
    mutate: (root) => {
      const { errorCode: _, ...properties } = Object(
        take(root, [...schema('ApiError'), 'properties']),
      )
      put(root, [...create, 'responses', '413'], {
        headers: take(root, ['components', 'responses', 'contentTooLarge', 'headers']),
        content: {
          'application/json': { schema: { type: 'object', required: ['error'], properties } },
        },
      })
    },
    told: [
      [
        'removed createGroupBackupExportBucket status 413 application/json errorCode',
        /CONTENT_TOO_LARGE/,
      ],
    ],
  },
  {
    name: 'an operation is removed',
    mutate: (root) => put(root, update, undefined),
    told: [['removed updateGroupBackupExportBucket', all]],
  },
  {
    name: 'an operation on the resource is added',
    mutate: (root) => put(root, [...bucketPath, 'put'], { operationId: 'replaceIt' }),
    told: [['added replaceIt', nothing]],
  },
  {
    name: 'an operation is called otherwise, and is still the same',
    mutate: (root) => put(root, [...get, 'operationId'], 'getExportBucket'),
    told: [['changed getGroupBackupExportBucket operationId', nothing]],
  },
  {
    name: 'an operation is elsewhere',
    mutate: (root) => {
      put(root, ['paths', '/api/atlas/v3/buckets/{id}'], { patch: take(root, update) })
      put(root, update, undefined)
    },
    told: [['changed updateGroupBackupExportBucket path', all]],
  },
]
