import { type D1Binding, d1Store } from '@export-buckets/edge/store/d1'
import { emptyTables } from '@export-buckets/test-support/empty-tables'
import { createProviderHandler } from '../provider-states.ts'
import { StatefulProvider } from '../stateful-provider.ts'
import { readConsumerCredentials } from './parent-process.ts'

interface Bindings {
  readonly DB: D1Binding
  readonly CALLER_CLIENT_SECRET: string
  readonly CALLER_PRIVATE_KEY: string
}

async function emptyStore({ DB }: Bindings) {
  await DB.batch(emptyTables.map((sql) => DB.prepare(sql)))
  return d1Store(DB)
}

let handle: ((request: Request) => Promise<Response>) | undefined

const worker: { fetch(request: Request, bindings: Bindings): Promise<Response> } = {
  fetch(request, bindings) {
    // Created on the first request, because a Worker has no randomness before.
    const { CALLER_CLIENT_SECRET, CALLER_PRIVATE_KEY } = bindings
    const credentials = readConsumerCredentials({ CALLER_CLIENT_SECRET, CALLER_PRIVATE_KEY })
    handle ??= createProviderHandler(new StatefulProvider(() => emptyStore(bindings), credentials))
    return handle(request)
  },
}

export default worker
