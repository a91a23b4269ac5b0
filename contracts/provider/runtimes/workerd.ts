import { type D1Binding, d1Store } from '@export-buckets/edge/store/d1'
import { StatesWorld } from '../states-world.ts'
import { callerIn } from './caller.ts'
import { harness } from './harness.ts'

interface Bindings {
  readonly DB: D1Binding
  readonly CALLER_CLIENT_SECRET: string
  readonly CALLER_PRIVATE_KEY: string
}

const tables = ['credential', 'revoked_token', 'export_bucket', 'export_bucket_use', 'rate_limit']

/** Emptied, not made anew: that takes a hundredth of the time. */
async function freshStore({ DB }: Bindings) {
  await DB.batch(tables.map((table) => DB.prepare(`DELETE FROM ${table}`)))
  return d1Store(DB)
}

let answer: ((request: Request) => Promise<Response>) | undefined

const worker: { fetch(request: Request, bindings: Bindings): Promise<Response> } = {
  fetch(request, bindings) {
    // Not before there is a request: a Worker that starts has no randomness.
    const { CALLER_CLIENT_SECRET, CALLER_PRIVATE_KEY } = bindings
    const caller = callerIn({ CALLER_CLIENT_SECRET, CALLER_PRIVATE_KEY })
    answer ??= harness(new StatesWorld(() => freshStore(bindings), caller))
    return answer(request)
  },
}

export default worker
