import type { ExportBucket } from '@export-buckets/core'
import type { Answering } from '../../checks/check.ts'
import { found } from '../../exchange.ts'
import { answer } from '../../format.ts'
import { pageLinks } from '../../links.ts'
import { onceForEach } from '../../once-for-each.ts'
import { queryReader } from '../../query.ts'
import type { Store } from '../../store/store.ts'
import { providersReader } from './providers.ts'
import { withoutRegion } from './region.ts'

const operationId = 'listGroupBackupExportBuckets'

type Buckets = readonly ExportBucket[]

const made = (buckets: Buckets): Buckets => buckets.map(withoutRegion)
const keptAndMade = onceForEach(made)

/** Of a list that nobody can change any more, as a store keeps it, the same one each time, which is then written once. */
const withoutRegions = (buckets: Buckets): Buckets =>
  Object.isFrozen(buckets) ? keptAndMade(buckets) : made(buckets)

/** Answers `listGroupBackupExportBuckets`. Buckets that the version does not know are neither listed nor counted. */
export function listExportBuckets(store: Store): Answering {
  const queryOf = queryReader(operationId)
  const providersOf = providersReader(operationId)
  return async (exchange) => {
    const query = queryOf(exchange)
    const { includeCount, itemsPerPage, pageNum } = query
    const providers = providersOf(exchange)
    const groupId = found(exchange.groupId)
    const slice = { providers, offset: (pageNum - 1) * itemsPerPage, limit: itemsPerPage + 1 }
    const [buckets, totalCount] = await Promise.all([
      store.exportBuckets(groupId, slice),
      includeCount ? store.countExportBuckets(groupId, providers) : undefined,
    ])
    const more = buckets.length > itemsPerPage
    const page = {
      links: pageLinks(exchange, query, more),
      results: withoutRegions(more ? buckets.slice(0, itemsPerPage) : buckets),
      ...(totalCount !== undefined && { totalCount }),
    }
    return answer(exchange, page, query)
  }
}
