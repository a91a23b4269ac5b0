/**
 * Runs around each test file, so that the next one in the same process starts with the original environment, globals
 * and clock.
 */
import { afterAll, vi } from 'vitest'

afterAll(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})
