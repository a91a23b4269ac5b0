import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { type Program, spawnServer, startServer } from '@export-buckets/test-support/start-server'
import { describe, expect, onTestFinished, test, vi } from 'vitest'

const program = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts')
const programs: readonly (readonly [string, Program])[] = [
  ['Node', 'node'],
  ['Deno', 'deno'],
  ['Bun', 'bun'],
  ['the program export-buckets-edge', { node: process.execPath, program }],
]

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'export-buckets-reader-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** Sends requests that each cause a log line. */
async function expectResponses(url: string): Promise<void> {
  for (let i = 0; i < 5; i += 1) expect((await fetch(`${url}/nowhere`)).status).toBe(404)
}

describe.each(programs)('the server of %s', (_, serverProgram) => {
  test('the server responds when its output was never read', async () => {
    const folder = newFolder()
    const server = spawnServer(folder, { PORT: '0' }, serverProgram)
    onTestFinished(() => void server.kill('SIGKILL'))
    server.stdout.destroy()
    server.stderr.destroy()
    const credentials = join(folder, '.data', 'credentials.env')
    await vi.waitUntil(() => existsSync(credentials), { timeout: 60_000 })
    const { MONGODB_ATLAS_BASE_URL: url = '' } = parseEnv(readFileSync(credentials, 'utf8'))
    await expectResponses(url)
    server.kill('SIGTERM')
    expect(await once(server, 'exit')).toEqual([0, null])
  })

  test('the server responds after the reader of its log has closed', async () => {
    const server = await startServer(newFolder(), { PORT: '0' }, serverProgram)
    onTestFinished(() => void server.process.kill('SIGKILL'))
    server.process.stdout?.destroy()
    server.process.stderr?.destroy()
    await expectResponses(server.url)
    expect(await server.stop()).toBe(0)
  })
})
