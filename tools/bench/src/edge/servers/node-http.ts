/** Nothing but node:http: it answers a bucket, serialized anew for each request, as the others do. */
import { answerCommands } from '../../commands.ts'
import { accept, buckets, getPath } from '../../fixture.ts'
import { serverCommands } from './server.ts'

answerCommands(
  serverCommands(({ url }, response) => {
    if (url !== getPath) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'Content-Type': accept }).end(JSON.stringify(buckets[0]))
  }),
)
