import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startServer } from '@export-buckets/test-support/start-server'
import { describe, expect, onTestFinished, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

const [, oldest] = manifest.engines.node.split('>=')

/** Makes Node report version 20.20.2, which has no `node:sqlite`. */
const asNode20 = `
  import { registerHooks } from 'node:module'
  Object.defineProperty(process.versions, 'node', { value: '20.20.2' })
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== 'node:sqlite') return next(specifier, context)
      throw new Error('No such built-in module: node:sqlite')
    },
  })
`

const edge = join(import.meta.dirname, '..')
/** The programs that start the server, from source and built. */
const programs = [
  'src/runtimes/node.ts',
  'src/cli/main.ts',
  'dist/server/node.js',
  'dist/cli/main.js',
]

describe.each(programs)('%s', (name) => {
  const program = join(edge, name)

  // The build is missing when this package's tests run alone. CI has it.
  describe.skipIf(!existsSync(program) && !process.env['CI'])('when it is built', () => {
    test('an old Node gets an error message with the required version, and nothing else', async () => {
      const hooks = `data:text/javascript,${encodeURIComponent(asNode20)}`
      const run = promisify(execFile)(process.execPath, ['--import', hooks, program])
      await expect(run).rejects.toMatchObject({
        code: 2,
        stdout: '',
        stderr: `error: Node ${oldest} or newer is needed; this is 20.20.2\n`,
      })
    })

    // Other tests start the servers from source.
    test.skipIf(name.startsWith('src/'))('a supported Node starts the server', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'export-buckets-old-node-'))
      onTestFinished(() => rmSync(folder, { recursive: true }))
      const server = await startServer(folder, { PORT: '0' }, { node: process.execPath, program })
      expect(await server.stop()).toBe(0)
    })
  })
})
