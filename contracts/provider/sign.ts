import type { IncomingHttpHeaders } from 'node:http'
import { DigestSession } from '@export-buckets/digest/client'
import { goodKey, goodToken } from '../matrix/signatures.ts'
import type { World } from './world.ts'

async function digest({ app, caller }: World, method: string, uri: string): Promise<string> {
  const session = new DigestSession({ username: caller.name, password: caller.privateKey })
  const { headers } = await app.request(uri, { method })
  session.challenged(headers)
  const authorization = session.authorize({ method, uri })
  if (authorization === undefined) throw new Error('the provider gave no challenge to sign')
  return authorization
}

/** What is recorded in the pact but opens nothing: real credentials go in its place. Any other stays as it is. */
export async function sign(
  world: World,
  headers: IncomingHttpHeaders,
  method: string,
  uri: string,
): Promise<void> {
  const { authorization = '' } = headers
  if (authorization === `Bearer ${goodToken}`) headers.authorization = await world.bearer()
  if (authorization.startsWith(`Digest username="${goodKey}"`)) {
    headers.authorization = await digest(world, method, uri)
  }
}
