import type { MiddlewareHandler } from 'hono'
import { AtlasError } from '../http/errors.ts'
import { type Env, requireValue } from '../http/request-context.ts'
import { matchesAnyCidr } from '../lib/cidr.ts'
import type { GetClientAddress } from './client-address.ts'

/** Creates the middleware that rejects a caller whose address is not on the access list of the credentials. */
export function requireAllowedAddress(getClientAddress: GetClientAddress): MiddlewareHandler<Env> {
  return async (c, next) => {
    const context = c.get('requestContext')
    const { principal } = context
    const { cidrs } = requireValue(principal)
    if (cidrs !== undefined) {
      const address = getClientAddress(c)
      if (address === undefined || !matchesAnyCidr(address, cidrs)) {
        const parameters = [address ?? 'unknown']
        context.reason = `access list: ${address ?? 'unknown address'} is not on it`
        throw new AtlasError('IP_ADDRESS_NOT_ON_ACCESS_LIST', { parameters })
      }
    }
    await next()
  }
}
