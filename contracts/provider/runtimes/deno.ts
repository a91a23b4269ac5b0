import process from 'node:process'
import { World } from '../world.ts'
import { callerIn } from './caller.ts'
import { endWithParent } from './end-with-parent.ts'
import { harness } from './harness.ts'

declare const Deno: {
  serve(
    options: { hostname: string; port: number; onListen(address: { port: number }): void },
    handler: (request: Request) => Promise<Response>,
  ): unknown
}

endWithParent()
const onListen = ({ port }: { port: number }) => console.log(`http://127.0.0.1:${port}`)
Deno.serve({ hostname: '127.0.0.1', port: 0, onListen }, harness(new World(callerIn(process.env))))
