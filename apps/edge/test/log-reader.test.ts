import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Program, spawnServer, startServer } from './server.ts'

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

/** Sends requests of which each is a line in the log. */
async function expectResponses(url: string): Promise<void> {
  for (let i = 0; i < 5; i += 1) expect((await fetch(`${url}/nowhere`)).status).toBe(404)
}

describe.each(programs)('the server of %s', (_, started) => {
  test('answers when nobody has ever read what it prints', async () => {
    const folder = newFolder()
    const server = spawnServer(folder, { PORT: '0' }, started)
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

  test('answers when the reader of its log has ended', async () => {
    const server = await startServer(newFolder(), { PORT: '0' }, started)
    onTestFinished(() => void server.process.kill('SIGKILL'))
    server.process.stdout?.destroy()
    server.process.stderr?.destroy()
    await expectResponses(server.url)
    expect(await server.stop()).toBe(0)
  })
})
