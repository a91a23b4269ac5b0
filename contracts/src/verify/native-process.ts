/**
 * Runs Pact's native verifier in its own process, because it writes a report to standard output. Receives its options
 * as a message, and sends its results as one.
 */
import pactCore, { type VerifierOptions } from '@pact-foundation/pact-core'

/** Returns the results as JSON. When something differs, they are the message of the error. */
async function verify(options: VerifierOptions): Promise<string> {
  return pactCore.default.verifyPacts(options).catch((error: unknown) => {
    return error instanceof Error ? error.message : String(error)
  })
}

process.once('message', async (options: VerifierOptions) => {
  const results = await verify(options)
  process.send?.(results, undefined, undefined, () => process.disconnect?.())
})
