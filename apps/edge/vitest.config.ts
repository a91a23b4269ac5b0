import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { sharedConfig } from '../../vitest.base.ts'

const { testTimeout = 0, hookTimeout = 0, include = [], ...shared } = sharedConfig.test ?? {}
// A process runs many files and keeps the modules that they share: to load them for each file takes longer than the tests.
const common = {
  testTimeout,
  hookTimeout,
  isolate: false,
  setupFiles: ['test/reset.ts'],
  // A condition is waited for however busy the machine is; the timeout of the test bounds that.
  expect: { poll: { interval: 10, timeout: testTimeout } },
}

// Tests start wrangler and servers many times, whose code is compiled once.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled')

/** The suite of responses, which must pass under a prefix too. */
const responses = [
  'authentication',
  'bad-input',
  'body-version',
  'create-export-bucket',
  'errors',
  'get-export-bucket',
  'health',
  'list-clusters',
  'list-export-buckets',
  'log',
  'long-url',
  'oauth',
  'page-files',
  'rate-limit',
  'select-fields',
  'update-and-delete',
].map((name) => `test/${name}.test.ts`)

const mounted = (MOUNTING: string) => ({
  test: { ...common, name: `mounted by ${MOUNTING}`, include: responses, env: { MOUNTING } },
})

const config: ViteUserConfig = defineConfig({
  test: {
    ...shared,
    // Browsers, runtimes and databases in other processes keep a worker waiting.
    maxWorkers: 2 * availableParallelism(),
    projects: [{ test: { ...common, name: 'root', include } }, mounted('route'), mounted('mount')],
  },
})

export default config
