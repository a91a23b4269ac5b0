import process from 'node:process'
import { LibsqlProvider } from '../libsql-provider.ts'
import { createProviderHandler } from '../provider-states.ts'
import { exitWithParent, readConsumerCredentials } from './parent-process.ts'

declare const Bun: {
  serve(options: { hostname: string; port: number; fetch(request: Request): Promise<Response> }): {
    readonly port: number
  }
}

exitWithParent()
const fetch = createProviderHandler(new LibsqlProvider(readConsumerCredentials(process.env)))
const { port } = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch })
console.log(`http://127.0.0.1:${port}`)
