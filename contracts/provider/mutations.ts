/** How a provider can break the contract, and which mismatch a verification must then tell. */
export interface Mutation {
  /** A part of the descriptions of the interactions that are enough to notice it. */
  readonly interactions: string
  /** What the verifier says, as a regular expression. */
  readonly told: RegExp
  mutate(response: Response): Promise<Response>
}

type Body = Record<string, unknown>

function withBody(change: (body: Body) => Body): Mutation['mutate'] {
  return async (response) => {
    const { status, headers } = response
    return new Response(JSON.stringify(change(await response.json())), { status, headers })
  }
}

function withHeaders(change: (headers: Headers) => void): Mutation['mutate'] {
  return async (response) => {
    const headers = new Headers(response.headers)
    change(headers)
    return new Response(await response.text(), { status: response.status, headers })
  }
}

const aws = 'getGroupBackupExportBucket: AWS asked for 2024-05-30 with Bearer'
const deprecated = 'getGroupBackupExportBucket: AWS asked for 2023-11-15 with Bearer'

/** Every kind of change that the contract must notice, by what the provider does. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'leaves out a required field': {
    interactions: aws,
    told: /iamRoleId/,
    mutate: withBody(({ iamRoleId: _, ...rest }) => rest),
  },
  'renames a field': {
    interactions: aws,
    told: /bucketName/,
    mutate: withBody(({ bucketName, ...rest }) => ({ ...rest, name: bucketName })),
  },
  'adds a field that the version does not know': {
    interactions: `${aws}, and no key`,
    told: /tenantId/,
    mutate: withBody((body) => ({ ...body, tenantId: 'x' })),
  },
  'sends null for an absent field': {
    interactions: 'getGroupBackupExportBucket: GCP asked for 2024-05-30 with Bearer, and no key',
    told: /region/,
    mutate: withBody((body) => ({ ...body, region: null })),
  },
  'sends a boolean as text': {
    interactions: `${aws}, and no key`,
    told: /requirePrivateNetworking/,
    mutate: withBody((body) => ({ ...body, requirePrivateNetworking: 'false' })),
  },
  'sends an id in upper case': {
    interactions: aws,
    told: /_id/,
    mutate: withBody((body) => ({ ...body, _id: String(body['_id']).toUpperCase() })),
  },
  'sends null for a text': {
    interactions: aws,
    told: /bucketName/,
    mutate: withBody((body) => ({ ...body, bucketName: null })),
  },
  'sends a number for a text': {
    interactions: aws,
    told: /bucketName/,
    mutate: withBody((body) => ({ ...body, bucketName: 12_345 })),
  },
  'sends an object for an id': {
    interactions: aws,
    told: /iamRoleId/,
    mutate: withBody((body) => ({ ...body, iamRoleId: { id: body['iamRoleId'] } })),
  },
  'sends to another place': {
    interactions: aws,
    told: /status/i,
    mutate: async () =>
      new Response(null, { status: 307, headers: { Location: '/api/atlas/v3/groups' } }),
  },
  'forgets the code in the header of an error': {
    interactions: 'getGroupBackupExportBucket: GROUP_NOT_FOUND',
    told: /X-Error-Code/i,
    mutate: withHeaders((headers) => headers.delete('X-Error-Code')),
  },
  'answers as another cloud provider': {
    interactions: aws,
    told: /cloudProvider/,
    mutate: withBody((body) => ({ ...body, cloudProvider: 'GCP' })),
  },
  'answers in another version': {
    interactions: aws,
    told: /Content-Type/i,
    mutate: withHeaders((headers) =>
      headers.set('Content-Type', 'application/vnd.atlas.2023-01-01+json;charset=utf-8'),
    ),
  },
  'no longer tells of a sunset': {
    interactions: deprecated,
    told: /Sunset/i,
    mutate: withHeaders((headers) => headers.delete('Sunset')),
  },
  'answers with another status': {
    interactions: aws,
    told: /status/i,
    mutate: async ({ body, headers }) => new Response(body, { status: 201, headers }),
  },
  'changes an error code': {
    interactions: 'getGroupBackupExportBucket: GROUP_NOT_FOUND',
    told: /errorCode/,
    mutate: withBody((body) => ({ ...body, errorCode: 'NOT_FOUND' })),
  },
  'adds a key to an error': {
    interactions: 'getGroupBackupExportBucket: INVALID_QUERY_PARAMETER when the query',
    told: /stack/,
    mutate: withBody((body) => ({ ...body, stack: 'at app.ts:1' })),
  },
  'answers another error for a date that is none': {
    interactions: 'INVALID_VERSION_DATE when Accept names no day of the calendar, AZURE',
    told: /status/i,
    mutate: async ({ body, headers }) => new Response(body, { status: 400, headers }),
  },
  'forgets the Digest challenge': {
    interactions: 'getGroupBackupExportBucket: Unauthorized (no errorCode) when there are no',
    told: /WWW-Authenticate/i,
    mutate: withHeaders((headers) => headers.delete('WWW-Authenticate')),
  },
  'offers Digest with another algorithm': {
    interactions: 'getGroupBackupExportBucket: Unauthorized (no errorCode) when there are no',
    told: /WWW-Authenticate/i,
    mutate: withHeaders((headers) =>
      headers.set(
        'WWW-Authenticate',
        'Digest realm="MMS Public API", domain="", nonce="bm9uY2U=", algorithm=SHA-256, qop="auth", stale=false',
      ),
    ),
  },
  'forgets how long to wait': {
    interactions: 'getGroupBackupExportBucket: RATE_LIMITED_TOKEN_BUCKET',
    told: /Retry-After/i,
    mutate: withHeaders((headers) => headers.delete('Retry-After')),
  },
  'answers 403 for a missing role': {
    interactions: 'getGroupBackupExportBucket: USER_UNAUTHORIZED',
    told: /status/i,
    mutate: async ({ body, headers }) => new Response(body, { status: 403, headers }),
  },
  'answers another violation than the first': {
    interactions: 'createGroupBackupExportBucket: MISSING_ATTRIBUTE when the body',
    told: /errorCode/,
    mutate: withBody((body) => ({ ...body, errorCode: 'INVALID_ATTRIBUTE' })),
  },
  'sends the numbers of a rate limit as texts': {
    interactions: 'getGroupBackupExportBucket: RATE_LIMITED_TOKEN_BUCKET',
    told: /parameters/,
    mutate: withBody(({ parameters, ...rest }) => ({
      ...rest,
      parameters: Array.isArray(parameters) ? parameters.map(String) : parameters,
    })),
  },
  'takes no plain application/json': {
    interactions: 'createGroupBackupExportBucket: Content-Type application/json',
    told: /status/i,
    mutate: async ({ body, headers }) => new Response(body, { status: 415, headers }),
  },
  'answers a deletion without the media type of its version': {
    interactions: 'deleteGroupBackupExportBucket: AWS asked for 2024-05-30 with Bearer',
    told: /Content-Type/i,
    mutate: async () => new Response(null, { status: 204 }),
  },
  'drops the envelope': {
    interactions: 'envelope=true',
    told: /content/,
    mutate: withBody(({ content }) => Object(content)),
  },
  'drops the envelope of an error': {
    interactions: 'envelope=true of EXPORT_BUCKET_NOT_FOUND',
    told: /content/,
    mutate: withBody(({ content }) => Object(content)),
  },
  'drops the envelope of a list': {
    interactions: 'listGroupBackupExportBuckets: envelope=true',
    told: /status/,
    mutate: withBody(({ status: _, ...rest }) => rest),
  },
  'counts a list where no count is asked for': {
    interactions: 'includeCount=false',
    told: /totalCount/,
    mutate: withBody((body) => ({ ...body, totalCount: 1 })),
  },
  'leaves results out of a list': {
    interactions: 'listGroupBackupExportBuckets: AWS asked for 2024-05-30 with Bearer',
    told: /results/,
    mutate: withBody(({ results: _, ...rest }) => rest),
  },
  'lists what the version does not know': {
    interactions: 'listGroupBackupExportBuckets: GCP asked for 2023-11-15 with Bearer',
    told: /results/,
    mutate: withBody((body) => ({ ...body, results: [{ _id: 'x' }] })),
  },
  'lists with a field too many': {
    interactions: 'listGroupBackupExportBuckets: GCP asked for 2024-05-30 with Bearer, and no key',
    told: /tenantId/,
    mutate: withBody(({ results, ...rest }) => ({
      ...rest,
      results: Array.isArray(results) ? results.map((each) => ({ ...each, tenantId: 'x' })) : [],
    })),
  },
  'creates without an id': {
    interactions: 'createGroupBackupExportBucket: AZURE asked for 2024-05-30 with Bearer',
    told: /_id/,
    mutate: withBody(({ _id: _, ...rest }) => rest),
  },
  'no longer names the fields that are wrong': {
    interactions: 'createGroupBackupExportBucket: MISSING_ATTRIBUTE when the body',
    told: /badRequestDetail/,
    mutate: withBody(({ badRequestDetail: _, ...rest }) => rest),
  },
  'answers a deletion with 200': {
    interactions: 'deleteGroupBackupExportBucket: AWS asked for 2024-05-30 with Bearer',
    told: /status/i,
    mutate: async ({ headers }) => new Response('{}', { status: 200, headers }),
  },
}
