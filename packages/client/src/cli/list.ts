import { UsageError } from '@export-buckets/cli-kit/arguments'
import { parseQuery } from '@export-buckets/core'
import type { ListOptions, PagedList } from '../paged-list.ts'
import type { CommandCall } from './command.ts'

/** An operation that returns a list in pages. */
type ListOperationId =
  | 'listGroupBackupExportBuckets'
  | 'listGroupClusterBackupExports'
  | 'listGroupClusterBackupSnapshots'
  | 'listGroupClusters'

/** The paging of a command, with the defaults of Atlas. */
type Paging = { readonly [Name in keyof ListOptions]-?: NonNullable<ListOptions[Name]> }

/** Parses the flags of a list. @throws UsageError for an invalid value */
export function parsePaging(operationId: ListOperationId, { parsedArgs }: CommandCall): Paging {
  const result = parseQuery(operationId, (name) => {
    const text = parsedArgs.value(name)
    return text === undefined ? [] : [text]
  })
  if (result.ok) return result.query
  throw new UsageError(result.issues.map(({ path, message }) => `--${path}: ${message}`).join('; '))
}

/**
 * Returns the items of all pages, or with `--pageNum` one page as Atlas sends it.
 *
 * @param resources - the plural that the progress line counts, such as `clusters`
 * @param createList - creates the list with the paging of the command
 */
export async function fetchList<Page>(
  operationId: ListOperationId,
  call: CommandCall,
  resources: string,
  createList: (paging: Paging) => PagedList<Page>,
): Promise<unknown> {
  const paging = parsePaging(operationId, call)
  if (call.parsedArgs.value('pageNum') !== undefined) return createList(paging).page()
  const results: unknown[] = []
  for await (const item of createList({ ...paging, includeCount: false })) {
    results.push(item)
    call.progress.update(`${results.length} ${resources} so far`)
  }
  return { results, ...(paging.includeCount && { totalCount: results.length }) }
}
