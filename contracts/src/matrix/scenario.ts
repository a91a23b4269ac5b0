import {
  bodyViolation,
  type CloudProvider,
  type Operation,
  type ResourceVersion,
  requestValidator,
  responseValidator,
} from '@export-buckets/core'
import type { JsonObject } from '../lib/json.ts'
import type { BodyResponse, ClientCall, ExpectedResponse } from './cell.ts'
import { type Coordinates, isPaginated } from './coordinates.ts'
import type { CreateExample } from './examples/example.ts'
import { examplePathParameters, groupId } from './ids.ts'
import { type CreateStates, createProviderState, type ProviderState } from './provider-state.ts'

/** Creates the state of a project in which the caller has roles. */
export type CreateProject = (provider: CloudProvider, roles: string[]) => ProviderState

/** A request that succeeds, and its response. */
export interface SuccessCase {
  /** Default: a project with an export bucket and its role. */
  readonly project?: CreateProject
  /** The states after that of the project. */
  readonly states?: CreateStates
  /** The request body. */
  readonly body?: (provider: CloudProvider) => JsonObject
  /** Absent when the response has no body. */
  readonly example?: CreateExample
}

/** The requests and responses of an operation. */
export interface Scenario extends SuccessCase {
  /** The response of a version that does not know the example. */
  readonly whenUnknown?: (provider: CloudProvider, version: ResourceVersion) => ExpectedResponse
  /** Other requests and responses, by the state or request that they are about. */
  readonly otherCases?: Readonly<Record<string, SuccessCase>>
}

/** Returns the state of the project in which the caller has the roles. */
export function projectState(
  { project }: SuccessCase,
  cloudProvider: CloudProvider,
  roles: string[],
): ProviderState {
  return (
    project?.(cloudProvider, roles) ??
    createProviderState('a project with an export bucket', { groupId, cloudProvider, roles })
  )
}

/** Returns the states of a case: that of the project, and those after it. */
export const caseStates = (
  successCase: SuccessCase,
  { role }: Operation,
  provider: CloudProvider,
): ProviderState[] => [
  projectState(successCase, provider, [role]),
  ...(successCase.states?.(provider) ?? []),
]

/** Returns the expected response to the request of a scenario in a version. */
export function expectedResponse(
  { operationId }: Operation,
  { body, example, whenUnknown }: Scenario,
  provider: CloudProvider,
  version: ResourceVersion,
  pins: BodyResponse['pins'],
): ExpectedResponse {
  const request = body?.(provider)
  const issues = requestValidator(operationId, version.version)?.issues(request) ?? []
  if (issues.length > 0) {
    const { name, parameters = [], fields = [] } = bodyViolation(issues, request)
    return { kind: 'error', name, parameters, fields: fields.map(({ field }) => field) }
  }
  const response = example?.(provider)
  if (response === undefined) return { kind: 'nothing', version }
  const isKnown = responseValidator(operationId, version.version)?.is(response.body) ?? true
  return !isKnown && whenUnknown !== undefined
    ? whenUnknown(provider, version)
    : { kind: 'body', version, example: response, pins }
}

/** The query that the typed method of an operation with pages sends. */
const pageQuery = { includeCount: 'true', itemsPerPage: '100', pageNum: '1' }

/** Returns the call of a case. */
export function createCall(
  { operation, provider, requestedVersion }: Coordinates,
  { body }: SuccessCase,
): ClientCall {
  return {
    clientApi: 'typed',
    pathParameters: examplePathParameters(provider),
    version: requestedVersion,
    ...(body && { body: body(provider) }),
    ...(isPaginated(operation) && { query: pageQuery }),
  }
}
