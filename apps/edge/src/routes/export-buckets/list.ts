import type { Link, Query } from '@export-buckets/core'
import type { Context } from 'hono'
import type { Answering } from '../../checks/check.ts'
import type { Env } from '../../env.ts'
import { answer } from '../../format.ts'
import { queryReader } from '../../query.ts'
import type { Store } from '../../store/store.ts'
import { providersReader } from './providers.ts'
import { withoutRegion } from './region.ts'

const operationId = 'listGroupBackupExportBuckets'
type ListQuery = Required<Query<typeof operationId>>

/** Links as recorded: the parameters of `self` stand in another order than those of its neighbours. */
function links(
  c: Context<Env>,
  { includeCount, itemsPerPage, pageNum }: ListQuery,
  more: boolean,
): Link[] {
  const { origin, pathname } = new URL(c.req.url)
  const link = (rel: string, query: string) => ({
    href: `${origin}${pathname}?includeCount=${includeCount}&${query}`,
    rel,
  })
  const page = (rel: string, num: number) =>
    link(rel, `itemsPerPage=${itemsPerPage}&pageNum=${num}`)
  return [
    link('self', `pageNum=${pageNum}&itemsPerPage=${itemsPerPage}`),
    ...(pageNum > 1 ? [page('previous', pageNum - 1)] : []),
    ...(more ? [page('next', pageNum + 1)] : []),
  ]
}

/** Answers `listGroupBackupExportBuckets`. Buckets that the version does not know are neither listed nor counted. */
export function listExportBuckets(store: Store): Answering {
  const queryOf = queryReader(operationId)
  const providersOf = providersReader(operationId)
  return async (c) => {
    const query = queryOf(c)
    const { includeCount, itemsPerPage, pageNum } = query
    const providers = providersOf(c)
    const groupId = c.get('groupId')
    const slice = { providers, offset: (pageNum - 1) * itemsPerPage, limit: itemsPerPage + 1 }
    const [found, totalCount] = await Promise.all([
      store.exportBuckets(groupId, slice),
      includeCount ? store.countExportBuckets(groupId, providers) : undefined,
    ])
    const page = {
      links: links(c, query, found.length > itemsPerPage),
      results: found.slice(0, itemsPerPage).map(withoutRegion),
      ...(totalCount !== undefined && { totalCount }),
    }
    return answer(c, page, query)
  }
}
