import type { Context, MiddlewareHandler } from 'hono'
import { ipRestriction } from 'hono/ip-restriction'
import type { Env } from '../env.ts'
import { AtlasError } from '../errors.ts'
import type { ClientAddress } from '../parts.ts'

/** Whether an access list may hold this: an IP address, or a CIDR block. */
export function isAccessListEntry(text: string): boolean {
  if (text === '*' || text.split('/').length > 2) return false
  try {
    ipRestriction(() => '', { allowList: [text] })
    return true
  } catch {
    return false
  }
}

async function isListed(c: Context, address: string, allowList: string[]): Promise<boolean> {
  let listed = false
  const restrict = ipRestriction(
    () => address,
    { allowList },
    () => c.body(null),
  )
  // What it throws speaks of an address that is none.
  const ended = restrict(c, async () => {
    listed = true
  })
  await ended.catch(() => undefined)
  return listed
}

/** Lets a caller through whose credential has no access list, or has the caller's address on it. */
export function accessList(clientAddress: ClientAddress): MiddlewareHandler<Env> {
  return async (c, next) => {
    const allowList = [...(c.var.caller.accessList ?? [])]
    const address = allowList.length > 0 ? clientAddress(c) : undefined
    const refused =
      allowList.length > 0 && !(address !== undefined && (await isListed(c, address, allowList)))
    if (refused) {
      throw new AtlasError('IP_ADDRESS_NOT_ON_ACCESS_LIST', { parameters: [address ?? 'unknown'] })
    }
    await next()
  }
}
