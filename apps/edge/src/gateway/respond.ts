import { vendorContentType } from '@export-buckets/core'
import { type PageQuery, pageLinks } from '../http/page-links.ts'
import { type RequestContext, requireValue } from '../http/request-context.ts'
import {
  type ResponseFormat,
  respond,
  respondNoContent,
  respondVersioned,
  serializeBody,
} from '../http/respond.ts'
import type { CachedBucket } from './bucket-cache.ts'
import { rewriteLinks } from './rewrite-links.ts'
import type { UpstreamResponse } from './upstream-response.ts'

/** Describes how a response of Atlas differs from the schema of its version. */
const driftHeader = 'X-Shape-Drift'

const maxHeaderLength = 500
const maxLoggedDrift = 20

/** Returns text that is valid in a header (RFC 9110 §5.5). */
function toHeaderValue(drift: readonly string[]): string {
  const text = drift.join('; ').replaceAll(/[^\x20-\x7e]/g, '?')
  return text.length > maxHeaderLength ? `${text.slice(0, maxHeaderLength)}...` : text
}

const cacheStatusByOutcome: Readonly<Record<CachedBucket['outcome'], string>> = {
  hit: 'hit',
  miss: 'fwd=uri-miss; stored',
  collapsed: 'fwd=uri-miss; collapsed',
  stale: 'fwd=stale; detail=stale-if-error',
}

/** Sets `Cache-Status` (RFC 9211) and `Age`, and the fields of the log. */
export function setCacheStatus(
  context: RequestContext,
  { outcome, ttl, age, failure }: CachedBucket,
): void {
  const { headers } = context
  context.cache = outcome
  context.failure = failure?.cause ?? failure
  headers['Cache-Status'] = `export-buckets; ${cacheStatusByOutcome[outcome]}; ttl=${ttl}`
  if (outcome === 'hit' || outcome === 'stale') headers['Age'] = String(age)
}

/** Passes on a response with drift unchanged, except for the requested indentation and envelope. */
function respondWithDrift(
  context: RequestContext,
  upstream: UpstreamResponse,
  format: ResponseFormat,
): Response {
  const { status, text, drift } = upstream
  context.headers[driftHeader] = toHeaderValue(drift)
  context.drift = drift.slice(0, maxLoggedDrift)
  if (text === '') return respond(context, status, null)
  const isReformatted = format.pretty || format.envelope
  const bodyText = isReformatted ? serializeBody(JSON.parse(text), status, format) : text
  return respond(context, status, bodyText, {
    'Content-Type': vendorContentType(requireValue(context.resourceVersion).version),
  })
}

/** Replaces the links of a page by links with the caller's whole query, of which Atlas received a part only. */
function replacePageLinks(context: RequestContext, body: object, query: PageQuery): object {
  const { links } = Object(body)
  if (!Array.isArray(links)) return body
  const gatewayLinks = pageLinks(context, query, true)
  const replacedLinks = links.map(
    (link) => gatewayLinks.find(({ rel }) => rel === Object(link).rel) ?? link,
  )
  return { ...body, links: replacedLinks }
}

/** Creates the response for a response of Atlas. @param prefix - the path of Atlas's base URL */
export function respondUpstream(
  context: RequestContext,
  upstream: UpstreamResponse,
  query: ResponseFormat & Partial<PageQuery>,
  prefix: string,
): Response {
  if (upstream.drift.length > 0) return respondWithDrift(context, upstream, query)
  if (upstream.status === 204) return respondNoContent(context)
  const body = Object(rewriteLinks(JSON.parse(upstream.text), context.baseUrl, prefix))
  const { pageNum, itemsPerPage } = query
  const isPage = pageNum !== undefined && itemsPerPage !== undefined
  const gatewayBody = isPage ? replacePageLinks(context, body, { pageNum, itemsPerPage }) : body
  return respondVersioned(context, gatewayBody, query)
}
