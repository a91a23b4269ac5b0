import { describe, expect, test } from 'vitest'
import { committed, readPact } from '../../matrix/pact-file.ts'
import { mutations } from '../../provider/mutations.ts'
import { runs } from './program.ts'
import { serve } from './serve.ts'
import { statesProvider } from './states-provider.ts'

const all = readPact(committed).interactions.length

test('a provider that can be brought into states is asked for everything', async () => {
  const { args, env } = await statesProvider()
  const { code, stdout } = await runs(args, env)
  expect(stdout).toContain(`\n${all} hold, 0 differ (`)
  expect(code).toBe(0)
})

/** The filters that a description names, so that a broken provider is asked for little more than what shows it. */
function filtersOf(description: string): string[] {
  const [operation = ''] = description.split(':')
  const [, provider, version] = /: (\w+) asked for ([\d-]+)/.exec(description) ?? []
  const filters = provider ? ['--provider', provider, '--version', String(version)] : []
  return [...(operation === 'envelope=true' ? [] : ['--operation', operation]), ...filters]
}

describe('the exit code is 1, and the difference is told, when the provider', () => {
  test.concurrent.each(Object.entries(mutations))('%s', async (name, { interactions, told }) => {
    const { args, env } = await statesProvider(name)
    const narrow =
      interactions === 'envelope=true'
        ? ['--status', '200', '--provider', 'AWS']
        : filtersOf(interactions)
    const { code, files } = await runs([...args, ...narrow, '--json', 'report'], env)
    const { cells } = JSON.parse(files.get('report') ?? '')
    const broken = cells.find(
      ({ description, outcome }: Record<string, string>) =>
        description?.includes(interactions) && outcome === 'differs',
    )
    expect(JSON.stringify(broken?.differences)).toMatch(told)
    expect(code).toBe(1)
  })
})

test('a cell whose provider state cannot be set is unanswered', async () => {
  const { args, env } = await statesProvider()
  const broken = await serve(
    ({ method }) => new Response(null, { status: method === 'GET' ? 405 : 500 }),
  )
  const narrow = ['--operation', 'getGroupBackupExportBucket', '--status', '410']
  const { code, stdout } = await runs([...args.with(-1, broken), ...narrow], env)
  expect(stdout).toContain('0 hold, 0 differ, 1 unanswered')
  expect(code).toBe(2)
})

test('a cell without its credentials is not asked, also with states', async () => {
  const { args, env } = await statesProvider()
  const key = { ...env, MONGODB_ATLAS_CLIENT_ID: '', MONGODB_ATLAS_CLIENT_SECRET: '' }
  const narrow = ['--provider', 'GCP', '--version', '2025-03-12']
  const { code, stdout } = await runs([...args, ...narrow], key)
  expect(stdout).toContain('there is no service account')
  expect(stdout).toContain('5 hold, 0 differ, 8 not asked')
  expect(code).toBe(0)
})
