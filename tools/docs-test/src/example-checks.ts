import { expect } from 'vitest'

type Fetch = (url: string, init?: RequestInit) => Response | Promise<Response>
type App = { fetch(request: Request): Response | Promise<Response> }
type Auth = {
  wrap(next: (request: RequestInit) => Response): (request: object) => Promise<Response>
}

export const aBucket: object = { bucketName: expect.any(String), cloudProvider: 'AWS' }

export async function get(app: App, path: string, token = ''): Promise<Response> {
  const headers = { Authorization: `Bearer ${token}` }
  return app.fetch(new Request(`http://127.0.0.1${path}`, { headers }))
}

/** Requests a list of buckets through a `fetch` that authenticates with Digest. */
export async function requestBuckets(send: Fetch): Promise<Response> {
  const path = `/api/atlas/v2/groups/${process.env['MONGODB_ATLAS_PROJECT_ID']}/backup/exportBuckets`
  const headers = { Accept: 'application/vnd.atlas.2025-03-12+json' }
  return send(`https://cloud.mongodb.com${path}`, { headers })
}

/** Returns the `Authorization` that a strategy adds to a request. */
export async function readAuthorization(auth: Auth): Promise<unknown> {
  const echo = ({ headers = {} }: RequestInit) =>
    Response.json(new Headers(headers).get('Authorization'))
  const response = await auth.wrap(echo)({ url: 'https://cloud.mongodb.com', headers: {} })
  return response.json()
}
