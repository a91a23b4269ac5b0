/** The edge over memory: what its code alone costs a Worker, without a database. */
import { createApp } from '@export-buckets/edge'
import { memoryStore } from '@export-buckets/edge/store/memory'

interface Environment {
  /** 32 or more characters. */
  readonly SECRET: string
}

let app: ReturnType<typeof createApp> | undefined

export default {
  fetch(request: Request, { SECRET }: Environment): Response | Promise<Response> {
    const secret = new TextEncoder().encode(SECRET)
    app ??= createApp({ store: memoryStore(), secret, log: () => undefined })
    return app.fetch(request)
  },
}
