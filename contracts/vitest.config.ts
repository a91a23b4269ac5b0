import { mergeConfig, type ViteUserConfigFnObject } from 'vitest/config'
import { sharedConfig } from '../vitest.base.ts'

// A bound for what hangs. No test depends on how fast it runs: not with two cores that others share, either.
const timeout = 600_000

const config: ViteUserConfigFnObject = ({ mode }) =>
  mergeConfig(sharedConfig, {
    test: {
      env: { MATRIX: mode === 'whole' ? 'whole' : 'sample' },
      testTimeout: timeout,
      hookTimeout: timeout,
      expect: { poll: { interval: 10, timeout } },
      // The default leaves one core out; of the two of a small machine that is half.
      maxWorkers: '100%',
      // Files share modules, because importing them costs a fifth of the time.
      isolate: false,
    },
  })

export default config
