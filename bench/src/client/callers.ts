import { apiKey, createClient, serviceAccount } from '@export-buckets/client'
import type { paths } from '@export-buckets/core'
import { DigestClient } from 'digest-fetch'
import createFetchClient from 'openapi-fetch'
import { fetchToken } from '../edge/series.ts'
import { accept, buckets, caller, getPath, groupId } from '../fixture.ts'

/** Gets the first bucket once; answers its id as read from the body, or undefined. */
export type Call = () => Promise<unknown>

const exportBucketId = buckets[0]._id

async function idIn(answer: { status: number; json(): Promise<unknown> }): Promise<unknown> {
  const body = await answer.json()
  return answer.status === 200 ? Object(body)._id : undefined
}

/** `fetch` as anybody would write it: a header, a status, a JSON body. */
async function rawFetch(origin: string): Promise<Call> {
  const headers = { Accept: accept, Authorization: `Bearer ${await fetchToken(origin)}` }
  return async () => idIn(await fetch(origin + getPath, { headers }))
}

/** The same with a limit in time, without which a call may hang for ever: the least that a careful caller adds. */
async function rawFetchWithin(origin: string): Promise<Call> {
  const headers = { Accept: accept, Authorization: `Bearer ${await fetchToken(origin)}` }
  return async () =>
    idIn(await fetch(origin + getPath, { headers, signal: AbortSignal.timeout(30_000) }))
}

/** What the client is built on, without what the client adds. */
async function openapiFetch(origin: string): Promise<Call> {
  const headers = { Accept: accept, Authorization: `Bearer ${await fetchToken(origin)}` }
  const http = createFetchClient<paths>({ baseUrl: origin, headers })
  const path = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}'
  return async () => {
    const { data } = await http.GET(path, { params: { path: { groupId, exportBucketId } } })
    return data?._id
  }
}

async function byServiceAccount(origin: string): Promise<Call> {
  const { clientId, clientSecret } = caller
  const atlas = createClient({ auth: serviceAccount({ clientId, clientSecret }), baseUrl: origin })
  return async () => (await atlas.exportBuckets.get({ groupId, exportBucketId }))._id
}

async function byApiKey(origin: string): Promise<Call> {
  const { publicKey, privateKey } = caller
  const atlas = createClient({ auth: apiKey({ publicKey, privateKey }), baseUrl: origin })
  return async () => (await atlas.exportBuckets.get({ groupId, exportBucketId }))._id
}

async function digestFetch(origin: string): Promise<Call> {
  const client = new DigestClient(caller.publicKey, caller.privateKey)
  return async () => idIn(await client.fetch(origin + getPath, { headers: { Accept: accept } }))
}

/** Every way to call, by the name of its series. */
export const callers: Readonly<Record<string, (origin: string) => Promise<Call>>> = {
  'raw fetch, Bearer': rawFetch,
  'raw fetch, Bearer, timeout': rawFetchWithin,
  'openapi-fetch, Bearer': openapiFetch,
  'client, service account': byServiceAccount,
  'digest-fetch': digestFetch,
  'client, API key': byApiKey,
}
