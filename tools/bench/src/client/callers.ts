import { type AuthStrategy, apiKey, createClient, serviceAccount } from '@export-buckets/client'
import type { paths } from '@export-buckets/core'
import { DigestClient } from 'digest-fetch'
import createFetchClient from 'openapi-fetch'
import { fetchToken } from '../edge/series.ts'
import { accept, buckets, caller, groupId, pathOf } from '../fixture.ts'

/** Gets a bucket once; answers its id as read from the body, or undefined. */
export type Call = (exportBucketId: string) => Promise<unknown>

const ids = buckets.map(({ _id }) => _id)

/** The addresses of the buckets, put together before: `fetch` alone is what is measured. */
function urlsAt(origin: string): (exportBucketId: string) => string {
  const urls = new Map<string, string>(ids.map((id) => [id, origin + pathOf(id)]))
  return (id) => urls.get(id) ?? origin
}

async function idIn(answer: { status: number; json(): Promise<unknown> }): Promise<unknown> {
  const body = await answer.json()
  return answer.status === 200 ? Object(body)._id : undefined
}

async function bearerHeaders(origin: string) {
  return { Accept: accept, Authorization: `Bearer ${await fetchToken(origin)}` }
}

/** `fetch` as anybody would write it: a header, a status, a JSON body. */
async function rawFetch(origin: string): Promise<Call> {
  const headers = await bearerHeaders(origin)
  const urlOf = urlsAt(origin)
  return async (id) => idIn(await fetch(urlOf(id), { headers }))
}

/** The same with a limit in time, without which a call may hang for ever: the least that a careful caller adds. */
async function rawFetchWithin(origin: string): Promise<Call> {
  const headers = await bearerHeaders(origin)
  const urlOf = urlsAt(origin)
  return async (id) =>
    idIn(await fetch(urlOf(id), { headers, signal: AbortSignal.timeout(30_000) }))
}

/** What the client is built on, without what the client adds. */
async function openapiFetch(origin: string): Promise<Call> {
  const headers = await bearerHeaders(origin)
  const http = createFetchClient<paths>({ baseUrl: origin, headers })
  const path = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}'
  return async (exportBucketId) => {
    const { data } = await http.GET(path, { params: { path: { groupId, exportBucketId } } })
    return data?._id
  }
}

/** The client, with a strategy that is made anew for each process. */
const byClient =
  (strategy: () => AuthStrategy) =>
  async (baseUrl: string): Promise<Call> => {
    const atlas = createClient({ auth: strategy(), baseUrl })
    return async (exportBucketId) =>
      (await atlas.exportBuckets.get({ groupId, exportBucketId }))._id
  }
const byServiceAccount = byClient(() => serviceAccount(caller))
const byApiKey = byClient(() => apiKey(caller))

async function digestFetch(origin: string): Promise<Call> {
  const client = new DigestClient(caller.publicKey, caller.privateKey)
  const urlOf = urlsAt(origin)
  return async (id) => idIn(await client.fetch(urlOf(id), { headers: { Accept: accept } }))
}

/** A way to call. */
export interface Caller {
  /** Prepares calls to an origin. */
  readonly callTo: (origin: string) => Promise<Call>
  /** What is asked for in turn, again and again. */
  readonly ids: readonly string[]
}

const one = ids.slice(0, 1)

/** Every way to call, by the name of its series. */
export const callers: Readonly<Record<string, Caller>> = {
  'raw fetch, Bearer': { callTo: rawFetch, ids: one },
  'raw fetch, Bearer, timeout': { callTo: rawFetchWithin, ids: one },
  'openapi-fetch, Bearer': { callTo: openapiFetch, ids: one },
  'client, service account': { callTo: byServiceAccount, ids: one },
  'digest-fetch': { callTo: digestFetch, ids: one },
  'client, API key': { callTo: byApiKey, ids: one },
  'raw fetch, 20 buckets': { callTo: rawFetch, ids },
  'client, 20 buckets': { callTo: byServiceAccount, ids },
}
