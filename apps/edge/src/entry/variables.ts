/** An environment variable of the servers for Node, Deno and Bun. Their help and the README tell it. */
export interface Variable {
  readonly name: string
  readonly about: string
  /** What holds where it is not set; absent where nothing does. */
  readonly otherwise?: string
}

/** Every variable that the servers read, an empty one as one that is not set. */
export const serverVariables: readonly Variable[] = [
  {
    name: 'EDGE_SECRET',
    about: '64 hexadecimal digits, the same on every node: tokens and nonces are signed with it',
    otherwise: 'one in .data/secret, made where the database is a file',
  },
  {
    name: 'DATABASE_URL',
    about: 'file:PATH, libsql://… or https://…; http://… on this machine alone',
    otherwise: '.data/export-buckets.db, with a sample',
  },
  { name: 'DATABASE_AUTH_TOKEN', about: 'the token of a remote database' },
  {
    name: 'DATABASE_REPLICA',
    about: 'true where reads may reach replicas, which lag behind',
    otherwise: 'false',
  },
  {
    name: 'RATE_LIMIT',
    about: 'capacity:refill/seconds of each set of operations, or requests/seconds; as at Atlas',
    otherwise: '1200:500/60',
  },
  {
    name: 'RATE_LIMIT_PER',
    about: 'who shares a limit: project or caller',
    otherwise: 'project',
  },
  {
    name: 'TOKEN_RATE_LIMIT',
    about: 'the same of one service account at the token endpoints',
    otherwise: '50/60',
  },
  {
    name: 'RATE_LIMIT_STORE',
    about: 'where they are counted: memory or database',
    otherwise: 'memory',
  },
  { name: 'HOST', about: 'where the server listens', otherwise: '127.0.0.1' },
  { name: 'PORT', about: 'its port; 0 takes any free one', otherwise: '8787' },
  {
    name: 'KEEP_ALIVE_TIMEOUT',
    about: 'seconds that an idle connection stays open, at most 255 with Bun; not with Deno',
    otherwise: '75',
  },
  {
    name: 'TRUSTED_PROXIES',
    about: 'how many proxies before the server write X-Forwarded-For',
    otherwise: '0',
  },
  {
    name: 'PUBLIC_URL',
    about: 'the URL that callers use, behind a proxy that ends TLS or strips a prefix',
    otherwise: 'what a request says',
  },
  { name: 'API_PAGE', about: 'off leaves the API page out', otherwise: 'on' },
  { name: 'METRICS_TOKEN', about: 'the Bearer token for /metrics, which is not there without it' },
  {
    name: 'UPSTREAM',
    about: 'Atlas, https://cloud.mongodb.com, to be a gateway in front of it',
  },
  { name: 'UPSTREAM_CLIENT_ID', about: 'the service account of the gateway there, with' },
  { name: 'UPSTREAM_CLIENT_SECRET', about: 'its secret' },
  { name: 'UPSTREAM_PUBLIC_API_KEY', about: 'or its API key, with' },
  { name: 'UPSTREAM_PRIVATE_API_KEY', about: 'the private one' },
  {
    name: 'UPSTREAM_TIMEOUT',
    about: 'seconds that one call may take, repeats included',
    otherwise: '20',
  },
  {
    name: 'CACHE_SECONDS',
    about: 'for how long a bucket is answered without asking again; 0 asks each time',
    otherwise: '10',
  },
  {
    name: 'STALE_IF_ERROR_SECONDS',
    about: 'for how long after that, while Atlas is away',
    otherwise: '300',
  },
]
