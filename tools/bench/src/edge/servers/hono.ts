/**
 * Hono with two routes and no middleware, on the adapter that the edge's Node entry uses. With `--headers` it answers with the
 * headers that Atlas, and so the edge, has besides.
 */
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { securityHeaders } from '../../../../../apps/edge/src/http/security-headers.ts'
import { answerCommands } from '../../commands.ts'
import { accept, buckets, groupId } from '../../fixture.ts'
import { serverCommands } from './server.ts'

const byId = new Map<string, object>(buckets.map((bucket) => [bucket._id, bucket]))
const headersOfAtlas = () => ({
  'X-Request-Id': crypto.randomUUID(),
  'RateLimit-Limit': '1200',
  'RateLimit-Remaining': '1199',
  ...securityHeaders,
})
const bare = { 'Content-Type': accept }
const headers = process.argv.includes('--headers')
  ? () => ({ ...bare, ...headersOfAtlas() })
  : () => bare
const collection = '/api/atlas/v2/groups/:groupId/backup/exportBuckets'

const app = new Hono()
app.get(collection, (c) => {
  const href = `${c.req.url}?includeCount=true&pageNum=1&itemsPerPage=100`
  const page = { links: [{ href, rel: 'self' }], results: buckets, totalCount: buckets.length }
  return c.req.param('groupId') === groupId
    ? c.body(JSON.stringify(page), 200, headers())
    : c.notFound()
})
app.get(`${collection}/:exportBucketId`, (c) => {
  const bucket = byId.get(c.req.param('exportBucketId'))
  return bucket ? c.body(JSON.stringify(bucket), 200, headers()) : c.notFound()
})

answerCommands(serverCommands(getRequestListener(app.fetch)))
