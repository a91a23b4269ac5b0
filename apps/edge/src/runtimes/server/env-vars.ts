/** An environment variable of the servers for Node, Deno and Bun, for the help. */
export interface EnvVar {
  readonly name: string
  readonly description: string
  /** The default, if there is one. */
  readonly default?: string
}

/** Every environment variable of the servers. An empty variable counts as unset. */
export const serverEnvVars: readonly EnvVar[] = [
  {
    name: 'EDGE_SECRET',
    description: '64 hexadecimal digits, the same on every node, to sign tokens and nonces',
    default: 'one in .data/secret, generated if the database is a file',
  },
  {
    name: 'DATABASE_URL',
    description: 'file:PATH, libsql://… or https://…; http://… for localhost only',
    default: '.data/export-buckets.db, with a sample',
  },
  { name: 'DATABASE_AUTH_TOKEN', description: 'token of a remote database' },
  {
    name: 'DATABASE_REPLICA',
    description: 'true if reads may use replicas, which lag behind',
    default: 'false',
  },
  {
    name: 'RATE_LIMIT',
    description:
      'rate limit of each set of operations: capacity:refill/seconds or requests/seconds',
    default: '1200:500/60',
  },
  {
    name: 'RATE_LIMIT_PER',
    description: 'scope of the limit: project or caller',
    default: 'project',
  },
  {
    name: 'TOKEN_RATE_LIMIT',
    description: 'rate limit of the token endpoints, by service account and client address',
    default: '50/60',
  },
  {
    name: 'RATE_LIMIT_STORE',
    description: 'where rate limits are counted: memory or database',
    default: 'memory',
  },
  { name: 'HOST', description: 'address on which the server listens', default: '127.0.0.1' },
  {
    name: 'PORT',
    description: 'port on which the server listens; 0 selects a free one',
    default: '8787',
  },
  {
    name: 'KEEP_ALIVE_TIMEOUT',
    description: 'seconds that an idle connection stays open; Bun: at most 255, Deno ignores it',
    default: '75',
  },
  {
    name: 'TRUSTED_PROXIES',
    description: 'number of proxies that append to X-Forwarded-For',
    default: '0',
  },
  {
    name: 'PUBLIC_URL',
    description: 'public URL, needed behind a proxy that ends TLS or strips a prefix',
    default: 'the URL of the request',
  },
  { name: 'API_PAGE', description: 'off disables the API page', default: 'on' },
  {
    name: 'METRICS_TOKEN',
    description: 'Bearer token that enables /metrics',
  },
  {
    name: 'UPSTREAM',
    description: 'URL of Atlas, https://cloud.mongodb.com, to run as a gateway',
  },
  { name: 'UPSTREAM_CLIENT_ID', description: 'service account of the gateway at Atlas' },
  { name: 'UPSTREAM_CLIENT_SECRET', description: 'secret of the service account' },
  {
    name: 'UPSTREAM_PUBLIC_API_KEY',
    description: 'or public key of an API key of the gateway at Atlas',
  },
  { name: 'UPSTREAM_PRIVATE_API_KEY', description: 'private key of the API key' },
  {
    name: 'UPSTREAM_TIMEOUT',
    description: 'timeout of a call to Atlas in seconds, retries included',
    default: '20',
  },
  {
    name: 'CACHE_SECONDS',
    description: 'seconds for which a bucket is cached; 0 disables the cache',
    default: '10',
  },
  {
    name: 'STALE_IF_ERROR_SECONDS',
    description: 'additional seconds for which it is served while Atlas fails',
    default: '300',
  },
]
