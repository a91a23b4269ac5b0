import { serviceAccount } from '@export-buckets/client'
import { type AppOptions, createApp, hashSecret, type Store } from '@export-buckets/edge'
import { memoryResponseCache } from '@export-buckets/edge/gateway/memory-cache'
import { groupId } from '../../matrix/ids.ts'
import { LibsqlProvider } from '../libsql-provider.ts'
import { createProviderHandler } from '../provider-states.ts'
import { exitWithParent, readConsumerCredentials } from './parent-process.ts'
import { serveOnNode } from './serve-on-node.ts'

const gatewayAccount = { clientId: 'gateway', clientSecret: crypto.randomUUID() }

/** Adds the account with which the gateway calls the app behind it, which represents Atlas. */
async function addGatewayAccount(store: Store): Promise<void> {
  const { clientId, clientSecret } = gatewayAccount
  const grants = [{ groupId, roles: ['GROUP_OWNER'] }]
  await store.saveServiceAccount({ clientId, secretHash: hashSecret(clientSecret), grants })
}

/** Creates the app as a gateway in front of a second app. Only the gateway limits the rate of callers. */
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
