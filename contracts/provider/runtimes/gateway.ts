import { serviceAccount } from '@export-buckets/client'
import { type AppParts, createApp, type Store, secretHash } from '@export-buckets/edge'
import { memoryAnswerCache } from '@export-buckets/edge/gateway/memory-cache'
import { groupId } from '../../matrix/buckets.ts'
import { World } from '../world.ts'
import { callerIn } from './caller.ts'
import { endWithParent } from './end-with-parent.ts'
import { harness } from './harness.ts'
import { serveOnNode } from './serve-on-node.ts'

const account = { clientId: 'gateway', clientSecret: crypto.randomUUID() }

/** The gateway's own account at the app behind it, which stands for Atlas. */
async function addAccount(store: Store): Promise<void> {
  const { clientId, clientSecret } = account
  const grants = [{ groupId, roles: ['GROUP_OWNER'] }]
  await store.saveServiceAccount({ clientId, secretHash: secretHash(clientSecret), grants })
}

/** The app as a gateway in front of a second one; the limit of a caller is the gateway's affair. */
function gateway(parts: AppParts): ReturnType<typeof createApp> {
  const { rateLimiters: _, ...behind } = parts
  const atlas = createApp(behind)
  return createApp({
    ...parts,
    upstream: {
      auth: serviceAccount(account),
      cache: memoryAnswerCache(),
      retry: false,
      fetch: (url, init) => atlas.request(url, init),
    },
  })
}

endWithParent()
serveOnNode(harness(new World(callerIn(process.env), addAccount, gateway)))
