import process from 'node:process'
import { LibsqlProvider } from '../libsql-provider.ts'
import { createProviderHandler } from '../provider-states.ts'
import { exitWithParent, readConsumerCredentials } from './parent-process.ts'

declare const Deno: {
  serve(
    options: { hostname: string; port: number; onListen(address: { port: number }): void },
    handler: (request: Request) => Promise<Response>,
  ): unknown
}

exitWithParent()
const onListen = ({ port }: { port: number }) => console.log(`http://127.0.0.1:${port}`)
Deno.serve(
  { hostname: '127.0.0.1', port: 0, onListen },
  createProviderHandler(new LibsqlProvider(readConsumerCredentials(process.env))),
)
