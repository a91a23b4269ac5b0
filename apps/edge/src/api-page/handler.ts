import type { Handler } from 'hono'
import { type Env, requireValue } from '../http/request-context.ts'
import { respond } from '../http/respond.ts'
import type { ApiPage, PageFile } from './files.ts'

/** Returns whether `If-None-Match` contains the tag of a file (RFC 9110 §13.1.2). */
function matchesEtag(ifNoneMatch: string | undefined, { headers }: PageFile): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return tags.includes(headers.ETag) || tags.includes('*')
}

/**
 * Creates the handler for the files of the API page. The links of the page are relative, so that it works under any prefix.
 * They need a trailing slash after the prefix, so a path without it is redirected.
 */
export function createApiPageHandler(page: ApiPage): Handler<Env> {
  return (c) => {
    const context = c.get('requestContext')
    if (context.path === '') {
      const [lastSegment = ''] = c.req.path.split('/').slice(-1)
      return respond(context, 308, null, { Location: `${encodeURIComponent(lastSegment)}/` })
    }
    const file = requireValue(page.get(context.path))
    const isNotModified = matchesEtag(c.req.header('If-None-Match'), file)
    return respond(
      context,
      isNotModified ? 304 : 200,
      isNotModified ? null : file.body,
      file.headers,
    )
  }
}
