import { join } from 'node:path'
import { expect } from 'vitest'
import type { Clone } from '../clone.ts'
import { repository } from '../documents.ts'
import { notRun, type Row } from '../row.ts'
import { wranglerRow } from './wrangler.ts'

const account = 'it needs an account that is somebody’s'
const binaries = join(repository, 'apps/edge/node_modules/.bin')

/** The documents say that they are run in the folder of the package. */
const inEdge = (row: Row): Row => ({
  ...row,
  as: async (command, clone) => `cd apps/edge && ${await row.as?.(command, clone)}`,
})

/** A program that there is none of here, as a function of the shell. */
const standIn = (name: string, script: string) => (command: string) =>
  `${name}() { ${script}; }; ${command}`

/** Starts a server with the secret and the database of `edge.env`, asks it, and stops it. */
const serves = (command: RegExp, change: (text: string) => string = (text) => text): Row =>
  notRun(command, 'it goes on until it is stopped', async (clone, text) => {
    const { said, stop } = await clone.start(
      change(text),
      /Export buckets (of \S.* )?are served at/,
    )
    const [url = ''] = /http:\S+/.exec(said) ?? []
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    await stop()
  })

function hasExport(clone: Clone, name: string): void {
  const { exports } = JSON.parse(clone.read('apps/edge/package.json'))
  expect(exports).toHaveProperty([name])
}

const environment: readonly Row[] = [
  notRun(
    /^npx -y pnpm@12 install && .* @export-buckets\/edge build$/,
    '`start` has done both',
    (clone) => {
      for (const runtime of ['node', 'deno', 'bun'])
        clone.read(`apps/edge/dist/server/${runtime}.js`)
    },
  ),
  {
    command: /^umask 077 && echo "EDGE_SECRET=.* > edge\.env$/,
    check: (clone) => expect(clone.read('edge.env')).toMatch(/^EDGE_SECRET=[0-9a-f]{64}\n$/),
  },
  {
    command: 'turso db create export-buckets',
    because: account,
    as: standIn('turso', 'echo "$@"'),
    prints: /^db create export-buckets\n$/,
  },
  {
    command: /turso db show --url/,
    because: account,
    as: standIn('turso', 'echo file:edge.db'),
    check: (clone) => expect(clone.read('edge.env')).toContain('DATABASE_URL=file:edge.db\n'),
  },
  {
    command: /turso db tokens create/,
    because: account,
    as: standIn('turso', 'echo token'),
    check: (clone) => expect(clone.read('edge.env')).toContain('DATABASE_AUTH_TOKEN=token\n'),
  },
  { command: /^\(set -a && \. \.\/edge\.env && .* export-buckets-edge migrate\)$/ },
  {
    command: /^\(set -a && \. \.\/edge\.env && .* --output caller\.env\)$/,
    check: (clone) => expect(clone.read('caller.env')).toContain('MONGODB_ATLAS_CLIENT_SECRET='),
  },
]

const servers: readonly Row[] = [
  serves(/^node --env-file=edge\.env /),
  serves(/^deno run --env-file=edge\.env /, (text) =>
    text.replace('deno run', `${binaries}/deno run --no-lock --allow-write --allow-ffi`),
  ),
  serves(/^bun --env-file=edge\.env /, (text) => text.replace('bun', `${binaries}/bun`)),
]

const cloudflare: readonly Row[] = [
  notRun(
    /^npx -y pnpm@12 install && npx -y pnpm@12 page:build$/,
    '`start` has done both',
    (clone) => {
      clone.read('apps/edge/dist/page/index.html')
    },
  ),
  wranglerRow(/ wrangler login$/, 'login', account),
  wranglerRow(/ wrangler d1 create export-buckets$/, 'd1 create', account),
  wranglerRow(
    / wrangler d1 migrations apply DB --remote$/,
    'd1 migrations apply',
    `${account}; apps/edge/test/migrations.test.ts applies them to a local database`,
  ),
  inEdge({
    command: /^npx -y pnpm@12 exec wrangler deploy$/,
    because: account,
    as: (command) => `${command} --dry-run --outdir "$(mktemp -d)"`,
    prints: /env\.DB[\s\S]*--dry-run/,
  }),
  wranglerRow(
    /^openssl rand -hex 32 \| .* wrangler secret put EDGE_SECRET$/,
    'secret put',
    account,
  ),
  notRun(
    'npx -y pnpm@12 --filter @export-buckets/edge worker:size',
    'the test command runs it beside this one',
    (clone) => {
      const { package: packageScript, 'worker:size': size } = clone.scripts('apps/edge')
      expect(size).toMatch(/^node /)
      expect(packageScript?.split(' && ')).toContain(size)
    },
  ),
]

const functions: readonly Row[] = [
  notRun(
    'npm install @export-buckets/edge',
    '`release:dry` installs it as it is packed',
    (clone) => {
      expect(JSON.parse(clone.read('apps/edge/package.json')).name).toBe('@export-buckets/edge')
    },
  ),
  {
    command: /^mkdir -p api && echo ".*" > api\/index\.js$/,
    check(clone) {
      expect(clone.read('api/index.js')).toMatch(/^export \{ default \} from '.*\/vercel'\n$/)
      hasExport(clone, './vercel')
    },
  },
  {
    command: /> vercel\.json$/,
    check: (clone) => expect(JSON.parse(clone.read('vercel.json'))).toHaveProperty('rewrites'),
  },
  {
    command: /^for name in EDGE_SECRET .* vercel env add /,
    because: account,
    as: standIn('vercel', 'echo "$3=$(cat)"'),
    prints: /^EDGE_SECRET=[0-9a-f]{64}\nDATABASE_URL=file:edge\.db\nDATABASE_AUTH_TOKEN=token\n$/,
  },
  { command: 'mkdir -p netlify/functions' },
  {
    command: /> netlify\/functions\/api\.mjs$/,
    check(clone) {
      expect(clone.read('netlify/functions/api.mjs')).toContain(
        "from '@export-buckets/edge/netlify'",
      )
      hasExport(clone, './netlify')
    },
  },
  notRun(/^vercel (link|deploy --prod)$/, account, (clone) => {
    // What would be deployed.
    for (const file of ['api/index.js', 'vercel.json']) clone.read(file)
  }),
  notRun(/^netlify (link|deploy --prod|env:import edge\.env)$/, account, (clone) => {
    for (const file of ['netlify/functions/api.mjs', 'edge.env']) clone.read(file)
  }),
]

export const runtimeRows: readonly Row[] = [...environment, ...servers, ...cloudflare, ...functions]
