import { cloudProviders } from '@export-buckets/core'
import type { Handler } from 'hono'
import { AtlasError } from '../http/errors.ts'
import { readBody } from '../http/request-body.ts'
import { type Env, requireValue } from '../http/request-context.ts'
import { bucketNotFound, createQueryParser } from '../http/request-params.ts'
import { respondVersioned } from '../http/respond.ts'
import type { Store } from '../store/store.ts'
import { findBucket } from './bucket.ts'

const operationId = 'updateGroupBackupExportBucket'

/** Handles `updateGroupBackupExportBucket`. Only AWS buckets can be updated; others are an error 400. */
export function updateExportBucket(store: Store): Handler<Env> {
  const parseQuery = createQueryParser(operationId)
  return async (c) => {
    const context = c.get('requestContext')
    const format = parseQuery(context)
    const bucket = await findBucket(context, store, cloudProviders)
    const { requirePrivateNetworking } = await readBody(context, operationId)
    if (bucket.cloudProvider !== 'AWS') {
      const message = `requirePrivateNetworking is for AWS, the bucket is of ${bucket.cloudProvider}`
      throw new AtlasError('VALIDATION_ERROR', { parameters: [message] })
    }
    const updated = { ...bucket, requirePrivateNetworking }
    const isReplaced = await store.replaceExportBucket(requireValue(context.groupId), updated)
    if (!isReplaced) throw bucketNotFound(bucket._id)
    return respondVersioned(context, updated, format)
  }
}
