import { operationPath, operations, vendorMediaType } from '@export-buckets/core'
import { expect, test } from 'vitest'
import { exportBucketId, groupId, roleId } from './fakes/buckets.ts'
import { newestVersion } from './fakes/newest-version.ts'
import { operationCalls, operationIds, respondToCall } from './fakes/operation-calls.ts'
import { createUnauthenticatedClient } from './fakes/test-client.ts'
import { clusterName, exportId, snapshotId } from './fakes/workflow.ts'

const pathParams = {
  groupId,
  clusterName,
  cloudProvider: 'AWS',
  exportBucketId,
  roleId,
  snapshotId,
  exportId,
}

test.each(operationIds)(
  'the method of %s sends its request and returns the response body unchanged',
  async (operationId) => {
    const { client, api } = createUnauthenticatedClient({ api: respondToCall(operationId) })
    const { call, body, response } = operationCalls[operationId]
    expect(await call(client)).toEqual(response)
    expect(api).toHaveLength(1)
    const operation = operations[operationId]
    expect(api[0]).toMatchObject({
      method: operation.method,
      path: operationPath(operation, pathParams),
      search: 'pageNum' in operation.query.properties ? expect.stringMatching(/pageNum=1$/) : '',
      body: body === undefined ? '' : JSON.stringify(body),
    })
    const mediaType = vendorMediaType(newestVersion)
    const { headers = new Headers() } = api[0] ?? {}
    expect(headers.get('Accept')).toBe(mediaType)
    expect(headers.get('Content-Type')).toBe(body === undefined ? null : mediaType)
  },
)
