import {
  type ApiVersion,
  newestApiVersion,
  type OperationId,
  operationPath,
  operations,
  responseDrift,
  vendorContentType,
} from '@export-buckets/core'
import { expect } from 'vitest'
import { accept, type CallerName, groupId, type TestApp } from './create-test-app.ts'

export interface OperationCall {
  /** The path parameters, except `groupId`. */
  readonly path?: Readonly<Record<string, string>>
  readonly query?: string
  readonly body?: unknown
  /** Runs while the app waits for the body. */
  readonly beforeBody?: () => Promise<unknown>
  readonly version?: ApiVersion
  /** Default: the owner of the project. */
  readonly caller?: CallerName
}

export interface OperationResult {
  readonly status: number
  /** The parsed body, or `undefined` without a body. */
  readonly body: Record<string, unknown>
  readonly headers: Headers
}

/** Returns a body that arrives after the work is done, which starts when the body is read. */
const delayedBody = (text: string, work: () => Promise<unknown>) =>
  new ReadableStream(
    {
      async pull(controller) {
        await work()
        controller.enqueue(new TextEncoder().encode(text))
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )

/** Calls an operation of the project. Fails when a successful response does not match its schema. */
export async function callOperation(
  testApp: TestApp,
  operationId: OperationId,
  call: OperationCall = {},
): Promise<OperationResult> {
  const { path = {}, query = '', body, beforeBody } = call
  const { version = newestApiVersion, caller = 'owner' } = call
  const operation = operations[operationId]
  const target = operationPath(operation, { groupId, ...path }) + query
  const response = await testApp.request(target, {
    method: operation.method,
    headers: {
      ...accept(version),
      ...(await testApp.bearer(caller)),
      ...(body !== undefined && { 'Content-Type': vendorContentType(version) }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(beforeBody && { body: delayedBody(JSON.stringify(body), beforeBody), duplex: 'half' }),
  })
  const { status, headers } = response
  const text = await response.text()
  const result = text === '' ? undefined : JSON.parse(text)
  if (status === operation.successStatus && query === '' && text !== '')
    expect(responseDrift(operationId, version, result)).toEqual([])
  return { status, headers, body: result }
}
