/**
 * What Terraform's provider (mongodb/terraform-provider-mongodbatlas) uses of MongoDB's Go SDK (mongodb/atlas-sdk-go): headers,
 * errors, and how Go decodes JSON. Taken from the SDK's `admin/client.go` (01374de), `admin/api_cloud_backups.go` (03033fe),
 * `admin/api_cloud_provider_access.go` (09b8c81) and `admin/model_api_error.go` (26a6fe2).
 */
import {
  type ApiVersion,
  type OperationId,
  operationPath,
  operations,
  responseDrift,
  vendorMediaType,
} from '@export-buckets/core'
import { expect } from 'vitest'
import { groupId, type TestApp } from './create-test-app.ts'

export type JsonObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const mismatch = (value: unknown, name: string, type: string) =>
  new TypeError(`cannot unmarshal ${JSON.stringify(value)} into the field ${name} of type ${type}`)

/** Returns a field. Go decodes null as an absent field, and the getters of the SDK return the zero value for it. */
function decode<T>(
  object: JsonObject,
  name: string,
  type: string,
  is: (value: unknown) => value is T,
  zero: T,
): T {
  const value = object[name] ?? zero
  if (!is(value)) throw mismatch(value, name, type)
  return value
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isInteger = (value: unknown): value is number => Number.isSafeInteger(value)
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText)
const isObjects = (value: unknown): value is JsonObject[] =>
  Array.isArray(value) && value.every(isObject)

export const text = (object: JsonObject, name: string): string =>
  decode(object, name, 'string', isText, '')
export const integer = (object: JsonObject, name: string): number =>
  decode(object, name, 'int', isInteger, 0)
export const flag = (object: JsonObject, name: string): boolean =>
  decode(object, name, 'bool', isFlag, false)
export const texts = (object: JsonObject, name: string): string[] =>
  decode(object, name, '[]string', isTexts, [])
export const child = (object: JsonObject, name: string): JsonObject =>
  decode(object, name, 'struct', isObject, {})
export const children = (object: JsonObject, name: string): JsonObject[] =>
  decode(object, name, '[]struct', isObjects, [])

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** Returns a time as `conversion.TimePtrToStringPtr` of the provider formats it. Go's `time.Time` requires RFC 3339. */
export function time(object: JsonObject, name: string): string | undefined {
  if (object[name] === undefined || object[name] === null) return undefined
  const value = text(object, name)
  if (!rfc3339.test(value)) throw mismatch(value, name, 'time.Time')
  return new Date(value).toISOString().replace(/\.?0*Z$/, 'Z')
}

/** Returns a time as the SDK's getter and `conversion.TimeToString` format it. An absent one is Go's zero time. */
export const timeOrZero = (object: JsonObject, name: string): string =>
  time(object, name) ?? '0001-01-01T00:00:00Z'

/** The SDK's error. The provider looks for codes in its message. */
export class SdkError extends Error {
  override readonly name = 'SdkError'
  readonly status: number

  constructor(request: string, status: number, body: JsonObject) {
    integer(body, 'error')
    text(body, 'reason')
    const detail = `${text(body, 'detail')} ${JSON.stringify(child(body, 'badRequestDetail'))}`
    super(`${request}: HTTP ${status} (Error code: "${text(body, 'errorCode')}") Detail: ${detail}`)
    this.status = status
  }
}

export interface SdkCall {
  /** The path parameters, except `groupId`. */
  readonly path?: Readonly<Record<string, string>>
  readonly version: ApiVersion
  readonly body?: object
}

/** Sends a request of the SDK. Returns the body, which is empty for 204. @throws SdkError for 300 and above */
export async function sendRequest(
  testApp: TestApp,
  method: string,
  target: string,
  { version, body }: Omit<SdkCall, 'path'>,
): Promise<JsonObject> {
  const type = vendorMediaType(version)
  const response = await testApp.request(target, {
    method,
    headers: {
      ...(await testApp.bearer('owner')),
      Accept: type,
      'User-Agent': 'terraform-provider-mongodbatlas/2.0.0 Terraform/1.13.0',
      ...(body && { 'Content-Type': type }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const content = await response.text()
  // The SDK decodes a body only when its media type is JSON.
  if (content !== '')
    expect(response.headers.get('Content-Type')).toMatch(/^application\/(vnd\.[^;]+\+)?json/)
  const result: unknown = content === '' ? {} : JSON.parse(content)
  if (!isObject(result)) throw mismatch(result, 'body', 'struct')
  if (response.status >= 300) throw new SdkError(`${method} ${target}`, response.status, result)
  return result
}

/** Calls an operation. Fails when its response does not match its schema, whose fields are those of the SDK's model. */
export async function callSdk(
  testApp: TestApp,
  operationId: OperationId,
  { path = {}, ...call }: SdkCall,
): Promise<JsonObject> {
  const operation = operations[operationId]
  const target = operationPath(operation, { groupId, ...path })
  const result = await sendRequest(testApp, operation.method, target, call)
  if (operation.successStatus === 200)
    expect(responseDrift(operationId, call.version, result)).toEqual([])
  return result
}

/** Reads a resource, or returns `undefined` after a 404, for which the provider removes it from its state. */
export async function readUnlessMissing<State>(
  read: () => Promise<State>,
): Promise<State | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof SdkError && error.status === 404) return undefined
    throw error
  }
}

/** The states that a resource must leave and reach, as in `retry.StateChangeConf` of hashicorp/terraform-plugin-sdk. */
export interface StateChange {
  readonly pending: readonly string[]
  readonly target: readonly string[]
  readonly refresh: () => Promise<JsonObject>
  readonly getState: (resource: JsonObject) => string
  /** How long to wait before the first request, in seconds. */
  readonly delay: number
  /** How long to wait between two requests, in seconds. */
  readonly interval: number
  /** In seconds. */
  readonly timeout: number
}

/** Waits as `WaitForStateContext` does, with the clock of the app. Returns the resource and the states that were seen. */
export async function waitForState(
  { clock }: TestApp,
  change: StateChange,
): Promise<{ readonly resource: JsonObject; readonly states: readonly string[] }> {
  const states: string[] = []
  const end = clock.now + change.timeout * 1000
  for (clock.now += change.delay * 1000; clock.now <= end; clock.now += change.interval * 1000) {
    const resource = await change.refresh()
    const state = change.getState(resource)
    states.push(state)
    if (change.target.includes(state)) return { resource, states }
    if (!change.pending.includes(state))
      throw new Error(`unexpected state '${state}', wanted target '${change.target.join(', ')}'`)
  }
  throw new Error(`timeout while waiting for state to become '${change.target.join(', ')}'`)
}
