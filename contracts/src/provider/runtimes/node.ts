import { LibsqlProvider } from '../libsql-provider.ts'
import { createProviderHandler } from '../provider-states.ts'
import { exitWithParent, readConsumerCredentials } from './parent-process.ts'
import { serveOnNode } from './serve-on-node.ts'

exitWithParent()
serveOnNode(createProviderHandler(new LibsqlProvider(readConsumerCredentials(process.env))))
