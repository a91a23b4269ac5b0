import type { Handler } from 'hono'
import type { Env } from '../http/env.ts'
import { required } from '../http/request-context.ts'
import { respond } from '../http/respond.ts'
import type { ApiPage, PageFile } from './page.ts'

/** Whether a caller has a file already: `If-None-Match` names its tag (RFC 9110, section 13.1.2). */
function matchesEtag(ifNoneMatch: string | undefined, { headers }: PageFile): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return tags.includes(headers.ETag) || tags.includes('*')
}

/**
 * Answers with the file of the API page that the path names. The links of the page are relative, so that it works under
 * any prefix. They need the slash after the prefix, so a path without it is redirected to the one with it.
 */
export function createApiPageHandler(page: ApiPage): Handler<Env> {
  return (c) => {
    const context = c.get('requestContext')
    if (context.path === '') {
      const [lastSegment = ''] = c.req.path.split('/').slice(-1)
      return respond(context, 308, null, { Location: `${encodeURIComponent(lastSegment)}/` })
    }
    const file = required(page.get(context.path))
    const isNotModified = matchesEtag(c.req.header('If-None-Match'), file)
    return respond(
      context,
      isNotModified ? 304 : 200,
      isNotModified ? null : file.body,
      file.headers,
    )
  }
}
