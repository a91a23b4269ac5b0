import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Clone } from '../clone.ts'
import { repository } from '../documents.ts'
import { notRun, type Row } from '../row.ts'

/** What a script makes must be what is committed. */
const unchanged =
  (...files: string[]) =>
  (clone: Clone) => {
    for (const file of files)
      expect(clone.read(file)).toBe(readFileSync(join(repository, file), 'utf8'))
  }

export const scriptRows: readonly Row[] = [
  notRun('npx -y pnpm@12 test', 'this is a part of it; CI runs it', (clone, command) => {
    expect(clone.read('.ci/run')).toContain('exec node tools/ci/bare.js\n')
    expect(clone.read('tools/ci/bare.js')).toContain(`'${command}'`)
    expect(clone.scripts('.')['test']).toMatch(/(^| )node tools\/ci\/test\.ts$/)
  }),
  notRun(
    'npx -y pnpm@12 --filter @export-buckets/contracts test',
    'the test command runs it beside this one',
    (clone) => expect(clone.scripts('contracts')['test']).toBe('vitest run'),
  ),
  notRun('npx -y pnpm@12 test:runtimes', 'it is a part of the packages’ own tests', (clone) => {
    const [first, ...filters] = clone.scripts('.')['test:runtimes']?.split(' --filter ') ?? []
    expect(first).toBe('pnpm')
    expect(filters.at(-1)).toMatch(/ test:runtimes$/)
    expect(clone.scripts('apps/edge')['test:runtimes']).toMatch(/^vitest run /)
    expect(clone.scripts('contracts')['test:runtimes']).toMatch(/^vitest run /)
  }),
  {
    command: 'npx -y pnpm@12 format',
    because: '`lint` checks all files beside it; one folder',
    as: () => 'npx -y pnpm@12 exec biome check --write tools/bench',
    check(clone, { stdout, stderr }) {
      expect(stdout + stderr).toMatch(/Checked \d+ files/)
      expect(clone.scripts('.')['format']).toBe('biome check --write .')
    },
  },
  {
    command: 'npx -y pnpm@12 generate',
    check: unchanged('packages/core/src/schemas.gen.ts', 'packages/core/src/operations.gen.ts'),
  },
  {
    command: 'npx -y pnpm@12 --filter @export-buckets/contracts pacts:update',
    because: 'contracts/consumer records the pact and compares it; here it is written',
    as: () => `cd contracts && node --input-type module --eval "
import { committedPactPath, readPact, writePact } from './src/pact/pact-file.ts'
writePact(committedPactPath, readPact(committedPactPath))"`,
    check(clone) {
      unchanged('contracts/pacts/export-buckets-client-atlas-export-buckets.json')(clone)
      const { 'pacts:update': update } = clone.scripts('contracts')
      expect(update).toMatch(/^UPDATE_PACTS=1 vitest run (.* )?test\/pact$/)
    },
  },
  {
    command: 'npx -y pnpm@12 bench --save',
    because: 'it takes minutes; one round of one suite is run without saving it',
    as: (command) => command.replace('--save', '--help'),
    prints: /--save/,
  },
  {
    command: /^npx -y pnpm@12 bench( --\w+ \w+)*$/,
    because: 'it takes minutes; one round of one suite',
    as: () => 'npx -y pnpm@12 bench --only sizes --rounds 1',
    prints: /gzip: edge over memory \/ Hono/,
  },
  {
    command: 'npx -y pnpm@12 changeset',
    because: 'it asks questions',
    as: (command) => `${command} --help`,
    prints: /changeset/,
  },
  {
    command: /^npx -y pnpm@12 soak( --\w+ \d+)*$/,
    because: 'a part of it',
    as: () => 'npx -y pnpm@12 soak --requests 100',
    prints: /leaked: 0/,
  },
  {
    command: 'npx -y pnpm@12 --filter @export-buckets/edge test:kill 200',
    because: 'one kill',
    as: (command) => command.replace('200', '1'),
    prints: /lostWrites: 0, tornReads: 0/,
  },
  {
    command: 'npx -y pnpm@12 --filter @export-buckets/edge bench:list',
    because: 'it takes seconds, and its exit code judges times; short lists, measured once',
    as(command, clone) {
      clone.edit('apps/edge/bench/list.ts', /(?<=^const buckets = )100_000$/m, '1_000')
      clone.edit('apps/edge/bench/list.ts', /(?<=^const rounds = )50$/m, '1')
      return `${command} || test $? -eq 1`
    },
    prints: /(page 200 \/ page 1: [\d.]+.*){3}/s,
  },
]
