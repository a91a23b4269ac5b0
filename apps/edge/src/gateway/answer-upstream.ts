import { vendorContentType } from '@export-buckets/core'
import { type Exchange, found } from '../exchange.ts'
import { answer, answerNoContent, type Format, write } from '../format.ts'
import { type PageQuery, pageLinks } from '../links.ts'
import { reply } from '../reply.ts'
import type { UpstreamAnswer } from './answer.ts'
import type { Cached } from './cached-buckets.ts'
import { withOwnLinks } from './own-links.ts'

/** How Atlas differs from what is pinned, on answers that do. */
const driftHeader = 'X-Shape-Drift'

const longestHeader = 500
const mostLogged = 20

/** A text as a header can hold it (RFC 9110, section 5.5). */
function headerText(drift: readonly string[]): string {
  const text = drift.join('; ').replaceAll(/[^\x20-\x7e]/g, '?')
  return text.length > longestHeader ? `${text.slice(0, longestHeader)}...` : text
}

const outcomes: Readonly<Record<Cached['outcome'], string>> = {
  hit: 'hit',
  miss: 'fwd=uri-miss; stored',
  collapsed: 'fwd=uri-miss; collapsed',
  stale: 'fwd=stale; detail=stale-if-error',
}

/** Says how an answer was come by (RFC 9211), and how old it is. The log gets why Atlas did not answer. */
export function sayCached(exchange: Exchange, { outcome, ttl, age, failure }: Cached): void {
  const { headers } = exchange
  exchange.cache = outcome
  exchange.failure = failure?.cause ?? failure
  headers['Cache-Status'] = `export-buckets; ${outcomes[outcome]}; ttl=${ttl}`
  if (outcome === 'hit' || outcome === 'stale') headers['Age'] = String(age)
}

/** Passes on, as it came, what is not as it should be; indented or in an envelope where the caller asked for that. */
function answerDrifted(exchange: Exchange, upstream: UpstreamAnswer, format: Format): Response {
  const { status, text, drift } = upstream
  exchange.headers[driftHeader] = headerText(drift)
  exchange.drift = drift.slice(0, mostLogged)
  if (text === '') return reply(exchange, status, null)
  const asked = format.pretty || format.envelope
  const written = asked ? write(JSON.parse(text), status, format) : text
  return reply(exchange, status, written, {
    'Content-Type': vendorContentType(found(exchange.resourceVersion).version),
  })
}

/** A page whose links to its neighbours repeat the caller's own query, of which Atlas has seen a part only. */
function withPageLinks(exchange: Exchange, body: object, query: PageQuery): object {
  const { links } = Object(body)
  if (!Array.isArray(links)) return body
  const own = pageLinks(exchange, query, true)
  const repeated = links.map((link) => own.find(({ rel }) => rel === Object(link).rel) ?? link)
  return { ...body, links: repeated }
}

/** Answers with what Atlas answered. @param prefix - the path of Atlas's base URL */
export function answerUpstream(
  exchange: Exchange,
  upstream: UpstreamAnswer,
  query: Format & Partial<PageQuery>,
  prefix: string,
): Response {
  if (upstream.drift.length > 0) return answerDrifted(exchange, upstream, query)
  if (upstream.status === 204) return answerNoContent(exchange)
  const body = Object(withOwnLinks(JSON.parse(upstream.text), exchange.baseUrl, prefix))
  const { pageNum, itemsPerPage } = query
  const isPage = pageNum !== undefined && itemsPerPage !== undefined
  const own = isPage ? withPageLinks(exchange, body, { pageNum, itemsPerPage }) : body
  return answer(exchange, own, query)
}
