import { World } from '../world.ts'
import { callerIn } from './caller.ts'
import { harness } from './harness.ts'
import { serveOnNode } from './serve-on-node.ts'

serveOnNode(harness(new World(callerIn(process.env))))
