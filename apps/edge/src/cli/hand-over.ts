import { rmSync } from 'node:fs'
import type { Given } from './arguments.ts'
import type { Option } from './command.ts'
import { writePrivateFile } from './private-file.ts'
import type { World } from './world.ts'

/** The option that says where a secret goes. */
export const outputOption: Option = {
  value: 'FILE',
  about: 'write id and secret there, readable by you alone, instead of to standard output',
}

/**
 * Makes a change, and hands over the secret that comes of it as `NAME=value` lines. A file is written before, so that no
 * secret takes effect that could not be handed over, and removed when the change fails.
 */
export async function handOver(
  variables: readonly (readonly [name: string, value: string])[],
  given: Given,
  { stdout, stderr }: World,
  change: () => Promise<void>,
): Promise<void> {
  const lines = variables.map(([name, value]) => `${name}=${value}\n`).join('')
  const file = given.text('output')
  if (file === undefined) {
    await change()
    stdout.write(lines)
    if (stdout.isTTY) stderr.write('The secret is shown this once; the store keeps its hash.\n')
    return
  }
  writePrivateFile(file, lines)
  try {
    await change()
  } catch (error) {
    rmSync(file)
    throw error
  }
}
