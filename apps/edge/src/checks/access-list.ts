import type { MiddlewareHandler } from 'hono'
import { matchesAnyCidr } from '../address-block.ts'
import type { Env } from '../env.ts'
import { AtlasError } from '../errors.ts'
import { found } from '../exchange.ts'
import type { ClientAddress } from '../parts.ts'

/** Lets a caller through whose credential has no access list, or has the caller's address on it. */
export function accessList(clientAddress: ClientAddress): MiddlewareHandler<Env> {
  return async (c, next) => {
    const exchange = c.get('exchange')
    const { caller } = exchange
    const { cidrs } = found(caller)
    if (cidrs !== undefined) {
      const address = clientAddress(c)
      if (address === undefined || !matchesAnyCidr(address, cidrs)) {
        const parameters = [address ?? 'unknown']
        exchange.reason = `access list: does not have ${address ?? 'an unknown address'}`
        throw new AtlasError('IP_ADDRESS_NOT_ON_ACCESS_LIST', { parameters })
      }
    }
    await next()
  }
}
