import { isInBlocks } from '../address-block.ts'
import { AtlasError } from '../errors.ts'
import { found } from '../exchange.ts'
import type { ClientAddress } from '../parts.ts'
import type { Check } from './check.ts'

/** Lets a caller through whose credential has no access list, or has the caller's address on it. */
export function accessList(clientAddress: ClientAddress): Check {
  return (exchange) => {
    const { c, caller } = exchange
    const { accessList: blocks = [] } = found(caller)
    if (blocks.length > 0) {
      const address = clientAddress(c)
      if (address === undefined || !isInBlocks(address, blocks)) {
        const parameters = [address ?? 'unknown']
        exchange.reason = `access list: does not have ${address ?? 'an unknown address'}`
        throw new AtlasError('IP_ADDRESS_NOT_ON_ACCESS_LIST', { parameters })
      }
    }
  }
}
