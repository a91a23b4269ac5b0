/**
 * Runs Pact's `pact-broker` with the arguments that this repository knows: `node contracts/src/cli/broker/main.ts
 * publish|can-i-deploy|record-deployment [flags]`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { committedPactFolder } from '../../pact/pact-file.ts'
import { run } from './run.ts'

const pactBroker = createRequire(import.meta.url).resolve(
  '@pact-foundation/pact-cli/bin/pact-broker.js',
)

process.exitCode = await run({
  args: process.argv.slice(2),
  env: process.env,
  folder: process.cwd(),
  pactFolder: committedPactFolder,
  stdout: process.stdout,
  stderr: process.stderr,
  async pactBroker(args, env) {
    const child = spawn(process.execPath, [pactBroker, ...args], {
      stdio: 'inherit',
      env: { ...env },
    })
    const [code] = await once(child, 'exit')
    return typeof code === 'number' ? code : 1
  },
})
