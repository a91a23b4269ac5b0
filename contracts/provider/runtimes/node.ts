import { World } from '../world.ts'
import { callerIn } from './caller.ts'
import { endWithParent } from './end-with-parent.ts'
import { harness } from './harness.ts'
import { serveOnNode } from './serve-on-node.ts'

endWithParent()
serveOnNode(harness(new World(callerIn(process.env))))
