import { expect, test } from 'vitest'
import { runProgram } from '../fixtures/run-program.ts'
import { serve } from '../fixtures/serve.ts'
import { startStatefulProvider } from '../fixtures/stateful-provider.ts'

// That every cell is verified, and passes, is what publish.test.ts says: only whole verifications are published.

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

test('a cell without its credentials is skipped, also with states', async () => {
  const { args, env } = await startStatefulProvider()
  const envWithoutAccount = { ...env, MONGODB_ATLAS_CLIENT_ID: '', MONGODB_ATLAS_CLIENT_SECRET: '' }
  const filterFlags = ['--provider', 'GCP', '--version', '2025-03-12']
  const { code, stdout } = await runProgram([...args, ...filterFlags], envWithoutAccount)
  expect(stdout).toContain('there is no service account')
  expect(stdout).toContain('5 passed, 0 failed, 8 skipped')
  expect(code).toBe(0)
})
