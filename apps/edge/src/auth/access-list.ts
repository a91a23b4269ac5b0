import type { MiddlewareHandler } from 'hono'
import type { Env } from '../http/env.ts'
import { AtlasError } from '../http/errors.ts'
import { required } from '../http/request-context.ts'
import type { GetClientAddress } from '../options.ts'
import { matchesAnyCidr } from './cidr.ts'

/** Lets a caller through whose credential has no access list, or has the caller's address on it. */
export function requireAllowedAddress(getClientAddress: GetClientAddress): MiddlewareHandler<Env> {
  return async (c, next) => {
    const context = c.get('requestContext')
    const { principal } = context
    const { cidrs } = required(principal)
    if (cidrs !== undefined) {
      const address = getClientAddress(c)
      if (address === undefined || !matchesAnyCidr(address, cidrs)) {
        const parameters = [address ?? 'unknown']
        context.reason = `access list: does not have ${address ?? 'an unknown address'}`
        throw new AtlasError('IP_ADDRESS_NOT_ON_ACCESS_LIST', { parameters })
      }
    }
    await next()
  }
}
