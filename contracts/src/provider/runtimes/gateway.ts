import { serviceAccount } from '@export-buckets/client'
import { type AppOptions, createApp, hashSecret, type Store } from '@export-buckets/edge'
import { memoryResponseCache } from '@export-buckets/edge/gateway/memory-cache'
import { groupId } from '../../matrix/example-buckets.ts'
import { LibsqlProvider } from '../libsql-provider.ts'
import { readConsumerCredentials } from './credentials.ts'
import { exitWithParent } from './exit-with-parent.ts'
import { serveOnNode } from './serve-on-node.ts'
import { createProviderHandler } from './state-endpoint.ts'

const gatewayAccount = { clientId: 'gateway', clientSecret: crypto.randomUUID() }

/** The gateway's own account at the app behind it, which stands for Atlas. */
async function addGatewayAccount(store: Store): Promise<void> {
  const { clientId, clientSecret } = gatewayAccount
  const grants = [{ groupId, roles: ['GROUP_OWNER'] }]
  await store.saveServiceAccount({ clientId, secretHash: hashSecret(clientSecret), grants })
}

/** The app as a gateway in front of a second one; the limit of a caller is the gateway's affair. */
function createGateway(options: AppOptions): ReturnType<typeof createApp> {
  const { rateLimiters: _, ...atlasOptions } = options
  const atlas = createApp(atlasOptions)
  return createApp({
    ...options,
    upstream: {
      auth: serviceAccount(gatewayAccount),
      cache: memoryResponseCache(),
      retry: false,
      fetch: (url, init) => atlas.request(url, init),
    },
  })
}

exitWithParent()
serveOnNode(
  createProviderHandler(
    new LibsqlProvider(readConsumerCredentials(process.env), addGatewayAccount, createGateway),
  ),
)
