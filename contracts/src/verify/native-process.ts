/**
 * Pact's native verifier, in a process of its own: it writes a report of its own to the standard output of whoever calls
 * it. Takes its options as a message, and sends its results as one.
 */
import pactCore, { type VerifierOptions } from '@pact-foundation/pact-core'

/** Results come as JSON, when something differs as the message of the error. */
async function verify(options: VerifierOptions): Promise<string> {
  return pactCore.default.verifyPacts(options).catch((error: unknown) => {
    return error instanceof Error ? error.message : String(error)
  })
}

process.once('message', async (options: VerifierOptions) => {
  const results = await verify(options)
  process.send?.(results, undefined, undefined, () => process.disconnect?.())
})
