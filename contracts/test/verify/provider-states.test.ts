import { newestApiVersion } from '@export-buckets/core'
import { serve } from '@export-buckets/test-support/serve'
import { expect, test } from 'vitest'
import { planCells } from '../fixtures/planned-counts.ts'
import { runProgram } from '../fixtures/run-program.ts'
import { startStatefulProvider } from '../fixtures/stateful-provider.ts'

// test/cli/publish.test.ts tests that every cell passes.

test('a cell whose provider state cannot be set is an error', async () => {
  const { args, env } = await startStatefulProvider()
  const failingStatesUrl = await serve(
    ({ method }) => new Response(null, { status: method === 'GET' ? 405 : 500 }),
  )
  const filterFlags = ['--operation', 'getGroupBackupExportBucket', '--status', '410']
  const { code, stdout } = await runProgram(
    [...args.with(-1, failingStatesUrl), ...filterFlags],
    env,
  )
  expect(stdout).toContain('0 passed, 0 failed, 4 errors')
  expect(code).toBe(2)
})

test('a cell without its credentials is skipped, also with provider states', async () => {
  const { args, env } = await startStatefulProvider()
  const envWithoutAccount = { ...env, MONGODB_ATLAS_CLIENT_ID: '', MONGODB_ATLAS_CLIENT_SECRET: '' }
  const filterFlags = ['--provider', 'GCP', '--version', newestApiVersion]
  const filters = { providers: ['GCP'], versions: [newestApiVersion] }
  const { sent, skipped } = planCells(envWithoutAccount, filters, 'http://127.0.0.1')
  expect(sent.every(({ cell }) => cell.auth !== 'Bearer')).toBe(true)
  const { code, stdout } = await runProgram([...args, ...filterFlags], envWithoutAccount)
  expect(stdout).toContain('no service account was given')
  expect(stdout).toContain(`${sent.length} passed, 0 failed, ${skipped} skipped`)
  expect(code).toBe(0)
})
