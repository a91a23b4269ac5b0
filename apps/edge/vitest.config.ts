import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { sharedConfig } from '../../vitest.base.ts'

const { testTimeout = 0, hookTimeout = 0, include = [], ...shared } = sharedConfig.test ?? {}
const timeouts = { testTimeout, hookTimeout }

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
  'serialize',
  'update-and-delete',
].map((name) => `test/${name}.test.ts`)

const mounted = (MOUNTING: string) => ({
  test: { ...timeouts, name: `mounted by ${MOUNTING}`, include: responses, env: { MOUNTING } },
})

const config: ViteUserConfig = defineConfig({
  test: {
    ...shared,
    projects: [
      { test: { ...timeouts, name: 'root', include } },
      mounted('route'),
      mounted('mount'),
    ],
  },
})

export default config
