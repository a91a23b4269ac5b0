import type { Handler } from 'hono'
import type { ApiPage, PageFile } from '../api-page/page.ts'
import type { Env } from '../env.ts'
import { found } from '../exchange.ts'
import { reply } from '../reply.ts'

/** Whether a caller has a file already: `If-None-Match` names its tag (RFC 9110, section 13.1.2). */
function hasTag(ifNoneMatch: string | undefined, { headers }: PageFile): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return tags.includes(headers.ETag) || tags.includes('*')
}

/**
 * Answers with the file of the API page that the path names. The links of the page are relative, so that it works under
 * any prefix. They need the slash after the prefix, so a path without it is redirected to the one with it.
 */
export function answerApiPage(page: ApiPage): Handler<Env> {
  return (c) => {
    const exchange = c.get('exchange')
    if (exchange.path === '') {
      const [last = ''] = c.req.path.split('/').slice(-1)
      return reply(exchange, 308, null, { Location: `${encodeURIComponent(last)}/` })
    }
    const file = found(page.get(exchange.path))
    const isKnown = hasTag(c.req.header('If-None-Match'), file)
    return reply(exchange, isKnown ? 304 : 200, isKnown ? null : file.body, file.headers)
  }
}
