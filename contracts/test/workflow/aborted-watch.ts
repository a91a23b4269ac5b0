/**
 * Watches an export job with the client until SIGTERM, which aborts the watch. The process never exits explicitly: it ends
 * when nothing is left running. Then it prints the number of requests since the abort.
 */
import { parseArgs } from 'node:util'
import { createClient, serviceAccount } from '@export-buckets/client'

const { values } = parseArgs({
  options: {
    baseUrl: { type: 'string', default: '' },
    clientId: { type: 'string', default: '' },
    clientSecret: { type: 'string', default: '' },
    groupId: { type: 'string', default: '' },
    clusterName: { type: 'string', default: '' },
    exportId: { type: 'string', default: '' },
    interval: { type: 'string' },
  },
})
const { baseUrl, clientId, clientSecret, interval, ...job } = values
let requestsSinceAbort = 0
const controller = new AbortController()
const { signal } = controller
const atlas = createClient({
  baseUrl,
  auth: serviceAccount({ clientId, clientSecret }),
  fetch(url, init) {
    if (signal.aborted) requestsSinceAbort++
    return fetch(url, init)
  },
})

process.once('SIGTERM', () => controller.abort())
process.once('beforeExit', () => console.log(`${requestsSinceAbort} requests since the abort`))
try {
  const waiting = { interval: Number(interval), maxInterval: Number(interval), signal }
  for await (const { state } of atlas.exportJobs.watch({ ...job, ...waiting })) console.log(state)
} catch (error) {
  if (error !== signal.reason) throw error
}
