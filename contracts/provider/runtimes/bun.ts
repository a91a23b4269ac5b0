import process from 'node:process'
import { World } from '../world.ts'
import { callerIn } from './caller.ts'
import { endWithParent } from './end-with-parent.ts'
import { harness } from './harness.ts'

declare const Bun: {
  serve(options: { hostname: string; port: number; fetch(request: Request): Promise<Response> }): {
    readonly port: number
  }
}

endWithParent()
const fetch = harness(new World(callerIn(process.env)))
const { port } = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch })
console.log(`http://127.0.0.1:${port}`)
