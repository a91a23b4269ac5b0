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
    expect(clone.read('.ci/run')).toContain(`exec ${command}\n`)
    expect(clone.scripts('.')['test']).toBe('node .ci/test.ts')
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
    check: (_, { stdout, stderr }) => expect(stdout + stderr).toMatch(/Checked \d+ files/),
  },
  {
    command: 'npx -y pnpm@12 generate',
    check: unchanged('packages/core/src/schemas.gen.ts', 'packages/core/src/operations.gen.ts'),
  },
  {
    command: 'npx -y pnpm@12 --filter @export-buckets/contracts pacts:update',
    check: unchanged('contracts/pacts/export-buckets-client-atlas-export-buckets.json'),
  },
  {
    command: 'npx -y pnpm@12 bench --save',
    because: 'it takes minutes; one round of one suite is run without saving it',
    as: (command) => command.replace('--save', '--help'),
    prints: /--save/,
  },
  {
    command: 'npx -y pnpm@12 bench',
    because: 'it takes minutes; one round of one suite',
    as: (command) => `${command} --only ids --rounds 1 --seconds 0.05`,
  },
  {
    command: 'npx -y pnpm@12 changeset',
    because: 'it asks questions',
    as: (command) => `${command} --help`,
    prints: /changeset/,
  },
  {
    command: 'npx -y pnpm@12 --filter @export-buckets/edge test:soak 10000',
    because: 'a hundredth of it',
    as: (command) => command.replace('10000', '100'),
    prints: /leaked: 0/,
  },
  {
    command: 'npx -y pnpm@12 --filter @export-buckets/edge test:kill 200',
    because: 'one kill',
    as: (command) => command.replace('200', '1'),
    prints: /lost: 0, torn: 0/,
  },
  {
    command: 'npx -y pnpm@12 --filter @export-buckets/edge bench:list',
    because: 'its exit code judges times, which tests that run beside it change',
    as: (command) => `${command} || test $? -eq 1`,
    prints: /(page 200 \/ page 1: [\d.]+.*){3}/s,
  },
]
