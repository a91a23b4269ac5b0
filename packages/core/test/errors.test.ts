import { STATUS_CODES } from 'node:http'
import { describe, expect, test } from 'vitest'
import {
  ApiError,
  apiError,
  type ErrorName,
  errorCatalogue,
  errorStatuses,
  findErrorAdvice,
  grantsRole,
  reasonPhrases,
  roleFromLabel,
  roles,
  toErrorCode,
} from '../src/index.ts'

const names = Object.keys(errorCatalogue).filter(
  (name): name is ErrorName => name in errorCatalogue,
)

describe('error bodies', () => {
  test('an error body has the recorded keys in the recorded order', () => {
    expect(
      JSON.stringify(apiError('GROUP_NOT_FOUND', { parameters: ['111111111111111111111111'] })),
    ).toBe(
      '{"detail":"No group with ID 111111111111111111111111 exists.","error":404,"errorCode":"GROUP_NOT_FOUND","parameters":["111111111111111111111111"],"reason":"Not Found"}',
    )
    expect(JSON.stringify(apiError('INVALID_VERSION_DATE'))).toBe(
      '{"detail":"Invalid accept header or version date.","error":406,"errorCode":"INVALID_VERSION_DATE","parameters":[],"reason":"Not Acceptable"}',
    )
  })

  test('the body of a 401 for invalid credentials has no errorCode, no parameters and another key order', () => {
    expect(JSON.stringify(apiError('UNAUTHORIZED'))).toBe(
      '{"error":401,"reason":"Unauthorized","detail":"You are not authorized for this resource."}',
    )
  })

  test('the body of a 401 for a missing role is like those of other errors', () => {
    expect(JSON.stringify(apiError('USER_UNAUTHORIZED'))).toBe(
      '{"detail":"Current user is not authorized to perform this action.","error":401,"errorCode":"USER_UNAUTHORIZED","parameters":[],"reason":"Unauthorized"}',
    )
  })

  test('numbers in parameters stay numbers', () => {
    const parameters = ['api/atlas/v2/groups', 3, 1200, 500, 60]
    expect(apiError('RATE_LIMITED_TOKEN_BUCKET', { parameters })).toMatchObject({
      detail:
        'Rate limit exceeded for api/atlas/v2/groups. Please retry after 3 seconds. Request capacity: 1200. Refill rate: 500 per 60 seconds. For more information, see: http://dochub.mongodb.org/core/atlas-api-rate-limit.',
      parameters,
    })
  })

  test('a parameter is inserted into the detail without replacement patterns', () => {
    expect(apiError('GROUP_NOT_FOUND', { parameters: ['$& %s'] }).detail).toBe(
      'No group with ID $& %s exists.',
    )
  })

  test('the body of a 400 has the invalid fields', () => {
    const fields = [{ description: 'must be a boolean', field: 'pretty' }]
    expect(apiError('VALIDATION_ERROR', { parameters: ['x'], fields })).toMatchObject({
      badRequestDetail: { fields },
      error: 400,
    })
  })

  test.each([
    ['VALIDATION_ERROR', 400, 'The request content produced the validation error: p.'],
    ['EXPORT_BUCKET_NAME_INVALID', 400, 'Export Bucket name is invalid.'],
    ['ACCESS_FORBIDDEN', 403, 'Access to this resource is forbidden for current user.'],
    ['IP_ADDRESS_NOT_ON_ACCESS_LIST', 403, 'IP address p is not allowed to access this resource.'],
    ['INVALID_GROUP_ID', 404, 'An invalid group ID p was specified.'],
    ['EXPORT_BUCKET_NOT_FOUND', 404, 'No export Bucket with ID p does not exist.'],
    ['RESOURCE_NOT_FOUND', 404, 'Cannot find resource p.'],
    [
      'INVALID_JSON_ATTRIBUTE',
      400,
      'Received JSON for the p attribute does not match expected format.',
    ],
    ['MISSING_ATTRIBUTE', 400, 'The required attribute p was not specified.'],
    ['INVALID_ENUM_VALUE', 400, 'An invalid enumeration value p was specified.'],
    ['INVALID_ATTRIBUTE', 400, 'Invalid attribute p specified.'],
    ['MALFORMED_JSON', 400, 'Received JSON is malformed.'],
    ['INVALID_QUERY_PARAMETER', 400, 'Invalid query parameter p specified.'],
    ['CANNOT_ASSUME_ROLE', 400, 'Atlas cannot assume the specified role (p).'],
    [
      'CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED',
      400,
      'The specified Cloud Provider Access role (p) has not been authorized.',
    ],
    ['EXPORT_BUCKET_DELETE_FAILED', 400, 'Failed to delete export Bucket with ID p.'],
    ['USER_UNAUTHORIZED', 401, 'Current user is not authorized to perform this action.'],
    ['UNEXPECTED_ERROR', 500, 'Unexpected error.'],
  ] as const)('%s: %i has the published words: %s', (name, error, detail) => {
    expect(apiError(name, { parameters: ['p'] })).toMatchObject({ error, detail })
  })

  test('the reason phrase of each status is that of RFC 9110', () => {
    // Node has the phrase of RFC 7231 for 413.
    const phrases: typeof STATUS_CODES = { ...STATUS_CODES, 413: 'Content Too Large' }
    for (const [status, phrase] of Object.entries(reasonPhrases))
      expect(phrase).toBe(phrases[status])
  })

  test('each error status of an operation is in the catalogue', () => {
    const statuses = names.map((name) => errorCatalogue[name].status)
    for (const [operationId, declaredStatuses] of Object.entries(errorStatuses))
      expect(statuses, operationId).toEqual(expect.arrayContaining([...declaredStatuses]))
  })

  test.each(names)(
    'the body of %s is a valid ApiError with the reason phrase of its status',
    (name) => {
      const body = apiError(name, { parameters: ['x', 'x', 'x', 'x', 'x'] })
      expect(ApiError.issues(body)).toEqual([])
      expect(body.reason).toBe(reasonPhrases[errorCatalogue[name].status])
      expect(body.detail).not.toContain('%s')
    },
  )
})

describe('advice', () => {
  test('the advice for UNEXPECTED_ERROR depends on the status', () => {
    expect(findErrorAdvice(401, 'UNEXPECTED_ERROR')).toContain('client id and secret')
    expect(findErrorAdvice(500, 'UNEXPECTED_ERROR')).toBeUndefined()
  })

  test('the advice for a 401 without a code differs from that for a missing role', () => {
    expect(findErrorAdvice(401, undefined)).toContain('client id and secret')
    expect(findErrorAdvice(401, 'USER_UNAUTHORIZED')).toContain('Project Read Only')
    expect(findErrorAdvice(404, undefined)).toBeUndefined()
  })

  test('the advice for a bucket in use names the setting that prevents its deletion', () => {
    expect(findErrorAdvice(400, 'EXPORT_BUCKET_DELETE_FAILED_BUCKET_IN_USE')).toContain(
      'autoExportEnabled',
    )
  })

  test('the catalogue has the advice of each entry', () => {
    for (const name of names) {
      const { status, advice } = errorCatalogue[name]
      expect(advice).toBe(findErrorAdvice(status, toErrorCode(name)))
    }
    const namesWithoutAdvice = names.filter((name) => errorCatalogue[name].advice === undefined)
    expect(namesWithoutAdvice).toEqual([
      'VALIDATION_ERROR',
      'EXPORT_BUCKET_DELETE_FAILED',
      'RESOURCE_NOT_FOUND',
      'CONTENT_TOO_LARGE',
      'UNEXPECTED_ERROR',
    ])
  })

  test('an unknown code has no advice', () => {
    expect(findErrorAdvice(400, 'toString')).toBeUndefined()
  })
})

describe('roles', () => {
  test('Project Owner includes every role, Project Backup Manager those of backups, and no other role another', () => {
    const included: Readonly<Record<string, readonly string[]>> = {
      GROUP_OWNER: roles,
      GROUP_BACKUP_MANAGER: ['GROUP_BACKUP_CREATOR', 'GROUP_BACKUP_EXPORT_OPERATOR'],
    }
    for (const role of roles) {
      for (const required of roles) {
        const isGranted = role === required || included[role]?.includes(required) === true
        expect(grantsRole([role], required)).toBe(isGranted)
      }
    }
    expect(grantsRole(['constructor'], 'GROUP_READ_ONLY')).toBe(false)
    expect(grantsRole([], 'GROUP_READ_ONLY')).toBe(false)
    expect(grantsRole(['ORG_OWNER', 'GROUP_READ_ONLY'], 'GROUP_READ_ONLY')).toBe(true)
  })

  test('a role is found by its label in the documentation', () => {
    const labels = [
      'Project Read Only',
      'Project Backup Creator',
      'Project Backup Export Operator',
      'Project Backup Manager',
      'Project Owner',
    ]
    expect(labels.map(roleFromLabel)).toEqual(roles)
    expect(roleFromLabel('Project Janitor')).toBeUndefined()
    expect(roleFromLabel(undefined)).toBeUndefined()
  })
})

test('apiError throws when a parameter of the detail is missing', () => {
  expect(() => apiError('GROUP_NOT_FOUND')).toThrow(
    'GROUP_NOT_FOUND: too few parameters for "No group with ID %s exists."',
  )
})
