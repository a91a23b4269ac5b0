/** What is bundled, by the name of its series: the code that a user would write, with everything that it imports. */
export const bundles: Readonly<Record<string, string>> = {
  'client, all that its README shows':
    "export { apiKey, createClient, serviceAccount } from '@export-buckets/client'",
  'client, service account alone':
    "export { createClient, serviceAccount } from '@export-buckets/client'",
  'client, API key alone': "export { createClient, apiKey } from '@export-buckets/client'",
  'client, bare, service account':
    "export { createBareClient, serviceAccount } from '@export-buckets/client'",
  'client, bare, either way to authenticate':
    "export { apiKey, createBareClient, serviceAccount } from '@export-buckets/client'",
  'openapi-fetch alone': "export { default } from 'openapi-fetch'",
  'core, ids alone': "export { ExportBucketId, GroupId, RoleId } from '@export-buckets/core'",
  'bson, ObjectId alone': "export { ObjectId } from 'bson'",
  'valibot, one id':
    "import * as v from 'valibot'; export const id = v.pipe(v.string(), v.regex(/^[a-f0-9]{24}$/)); export const is = (x) => v.is(id, x)",
  'zod, one id': "import * as z from 'zod'; export const id = z.string().regex(/^[a-f0-9]{24}$/)",
  'digest, client half': "export { createDigestFetch } from '@export-buckets/digest/client'",
  'digest-fetch': "export { DigestClient } from 'digest-fetch'",
  'Hono alone': "export { Hono } from 'hono'",
  'edge, over memory':
    "export { createApp } from '@export-buckets/edge'; export { memoryStore } from '@export-buckets/edge/store/memory'",
}
