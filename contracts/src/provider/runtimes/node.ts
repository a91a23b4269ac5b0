import { LibsqlProvider } from '../libsql-provider.ts'
import { readConsumerCredentials } from './credentials.ts'
import { exitWithParent } from './exit-with-parent.ts'
import { serveOnNode } from './serve-on-node.ts'
import { createProviderHandler } from './state-endpoint.ts'

exitWithParent()
serveOnNode(createProviderHandler(new LibsqlProvider(readConsumerCredentials(process.env))))
