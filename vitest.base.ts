import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** What every package's tests share: a result file that the test command counts, and coverage. */
export const sharedConfig: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Every test ends by itself; this bounds one that hangs, also on a machine that is busy.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    reporters: ['default', ['json', { outputFile: '.results/vitest.json' }]],
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      exclude: ['**/*.gen.ts'],
      reporter: ['text', 'json-summary'],
    },
  },
})
