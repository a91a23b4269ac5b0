/** Prints the metrics of the runtime's own process after one request. */
import { createApp } from '../src/index.ts'
import { prometheusMetrics } from '../src/metrics/prometheus.ts'
import { memoryStore } from '../src/store/drivers/memory.ts'

const token = 'a-token-that-scrapes'
const metrics = prometheusMetrics({ token })
const app = createApp({ store: memoryStore(), secret: new Uint8Array(32), metrics })
await app.request('/healthz')
const response = await app.request('/metrics', { headers: { Authorization: `Bearer ${token}` } })
console.log(await response.text())
