import { cloudProviders } from '@export-buckets/core'
import type { Handler } from 'hono'
import type { Env } from '../../env.ts'
import { AtlasError } from '../../errors.ts'
import { found } from '../../exchange.ts'
import { answer } from '../../format.ts'
import { queryReader } from '../../query.ts'
import { readBody } from '../../request-body.ts'
import type { Store } from '../../store/store.ts'
import { bucketNotFound, findBucket } from './find.ts'

const operationId = 'updateGroupBackupExportBucket'

/** Answers `updateGroupBackupExportBucket`. Only AWS has what can be updated; any other bucket is a 400. */
export function updateExportBucket(store: Store): Handler<Env> {
  const queryOf = queryReader(operationId)
  return async (c) => {
    const exchange = c.get('exchange')
    const format = queryOf(exchange)
    const bucket = await findBucket(exchange, store, cloudProviders)
    const { requirePrivateNetworking } = await readBody(exchange, operationId)
    if (bucket.cloudProvider !== 'AWS') {
      const said = `requirePrivateNetworking is for AWS, the bucket is of ${bucket.cloudProvider}`
      throw new AtlasError('VALIDATION_ERROR', { parameters: [said] })
    }
    const updated = { ...bucket, requirePrivateNetworking }
    const replaced = await store.replaceExportBucket(found(exchange.groupId), updated)
    if (!replaced) throw bucketNotFound(bucket._id)
    return answer(exchange, updated, format)
  }
}
