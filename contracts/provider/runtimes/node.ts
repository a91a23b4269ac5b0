import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { World } from '../world.ts'
import { callerIn } from './caller.ts'
import { harness } from './harness.ts'

const server = createServer(getRequestListener(harness(new World(callerIn(process.env)))))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
})
