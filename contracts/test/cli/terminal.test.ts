import { createStyle } from '@export-buckets/cli-kit/terminal'
import { expect, test } from 'vitest'
import { startProgress } from '../../src/cli/verify/verify.ts'
import { startExistingProvider } from '../fixtures/existing-provider.ts'
import { runProgram } from '../fixtures/run-program.ts'

const erase = '\r\u001b[2K'

function createOutput(isTTY: boolean) {
  const chunks: string[] = []
  return { isTTY, chunks, write: (text: string) => void chunks.push(text) }
}

test.each([
  [true, {}, true],
  [true, { NO_COLOR: '', TERM: 'xterm' }, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { TERM: 'dumb' }, false],
  [false, {}, false],
])('on a terminal (%s) with %j there is colour: %s', (isTTY, env, coloured) => {
  const styledText = createStyle(createOutput(isTTY), env)('red', 'x')
  expect(styledText).toBe(coloured ? '\u001b[31mx\u001b[39m' : 'x')
})

/** Returns the output for two completed cells and one wait. */
function writeProgress(isTTY: boolean, env: Record<string, string> = {}): string[] {
  const stderr = createOutput(isTTY)
  const progress = startProgress({ env, stderr })
  progress.onProgress(1, 2)
  progress.onWait(3)
  progress.onProgress(2, 2)
  progress.end()
  progress.end()
  return stderr.chunks
}

const wait = 'The provider responded with 429: waiting 3 s\n'

test('a terminal shows the progress on one line, which is erased before any other message', () => {
  expect(writeProgress(true)).toEqual([`${erase}1 of 2`, erase, wait, `${erase}2 of 2`, erase])
})

test('without a terminal only waits are reported', () => {
  expect(writeProgress(false)).toEqual([wait])
  expect(writeProgress(true, { TERM: 'dumb' })).toEqual([wait])
})

test('each resource has a table, whose rows are dates with the same outcomes', async () => {
  const { env } = await startExistingProvider()
  const { stdout } = await runProgram(['verify', '--provider', 'AWS'], env)
  const [summary, , names, heads, first] = stdout.split('\n')
  expect(summary).toMatch(/^\d+ passed, 0 failed, \d+ skipped \(http:/)
  expect(names).toBe('exportBuckets            list    create  get     update  delete')
  expect(heads).toBe('                         AWS     AWS     AWS     AWS     AWS')
  expect(first).toBe('2023-01-01 … 2023-11-15  ✓✓✓     ···     ✓✓✓     ··      ··')
})
