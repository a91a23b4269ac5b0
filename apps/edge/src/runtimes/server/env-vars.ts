/** An environment variable of the servers for Node, Deno and Bun. Their help and the README tell it. */
export interface EnvVar {
  readonly name: string
  readonly description: string
  /** What holds where it is not set; absent where nothing does. */
  readonly default?: string
}

/** Every variable that the servers read, an empty one as one that is not set. */
export const serverEnvVars: readonly EnvVar[] = [
  {
    name: 'EDGE_SECRET',
    description:
      '64 hexadecimal digits, the same on every node: tokens and nonces are signed with it',
    default: 'one in .data/secret, made where the database is a file',
  },
  {
    name: 'DATABASE_URL',
    description: 'file:PATH, libsql://… or https://…; http://… on this machine alone',
    default: '.data/export-buckets.db, with a sample',
  },
  { name: 'DATABASE_AUTH_TOKEN', description: 'the token of a remote database' },
  {
    name: 'DATABASE_REPLICA',
    description: 'true where reads may reach replicas, which lag behind',
    default: 'false',
  },
  {
    name: 'RATE_LIMIT',
    description:
      'capacity:refill/seconds of each set of operations, or requests/seconds; as at Atlas',
    default: '1200:500/60',
  },
  {
    name: 'RATE_LIMIT_PER',
    description: 'who shares a limit: project or caller',
    default: 'project',
  },
  {
    name: 'TOKEN_RATE_LIMIT',
    description: 'the same of one service account at the token endpoints',
    default: '50/60',
  },
  {
    name: 'RATE_LIMIT_STORE',
    description: 'where they are counted: memory or database',
    default: 'memory',
  },
  { name: 'HOST', description: 'where the server listens', default: '127.0.0.1' },
  { name: 'PORT', description: 'its port; 0 takes any free one', default: '8787' },
  {
    name: 'KEEP_ALIVE_TIMEOUT',
    description: 'seconds that an idle connection stays open, at most 255 with Bun; not with Deno',
    default: '75',
  },
  {
    name: 'TRUSTED_PROXIES',
    description: 'how many proxies before the server write X-Forwarded-For',
    default: '0',
  },
  {
    name: 'PUBLIC_URL',
    description: 'the URL that callers use, behind a proxy that ends TLS or strips a prefix',
    default: 'what a request says',
  },
  { name: 'API_PAGE', description: 'off leaves the API page out', default: 'on' },
  {
    name: 'METRICS_TOKEN',
    description: 'the Bearer token for /metrics, which is not there without it',
  },
  {
    name: 'UPSTREAM',
    description: 'Atlas, https://cloud.mongodb.com, to be a gateway in front of it',
  },
  { name: 'UPSTREAM_CLIENT_ID', description: 'the service account of the gateway there, with' },
  { name: 'UPSTREAM_CLIENT_SECRET', description: 'its secret' },
  { name: 'UPSTREAM_PUBLIC_API_KEY', description: 'or its API key, with' },
  { name: 'UPSTREAM_PRIVATE_API_KEY', description: 'the private one' },
  {
    name: 'UPSTREAM_TIMEOUT',
    description: 'seconds that one call may take, repeats included',
    default: '20',
  },
  {
    name: 'CACHE_SECONDS',
    description: 'for how long a bucket is answered without asking again; 0 asks each time',
    default: '10',
  },
  {
    name: 'STALE_IF_ERROR_SECONDS',
    description: 'for how long after that, while Atlas is away',
    default: '300',
  },
]
