import { expect } from 'vitest'
import type { Clone } from '../clone.ts'
import { notRun, type Row } from '../row.ts'

/** Prints the flags of every command, as JSON. A `--help` of each command would load wrangler as many times. */
const program = `
const { registry } = require('wrangler').experimental_getWranglerCommands()
const flags = {}
const add = (path, { definition, subtree }) => {
  flags[path.join(' ')] = Object.keys(definition?.args ?? {})
  for (const [name, node] of subtree) add([...path, name], node)
}
add([], registry)
console.log(JSON.stringify(flags))`

let flagsByCommand: Promise<Readonly<Record<string, readonly string[]>>> | undefined

async function readFlags(clone: Clone): Promise<Readonly<Record<string, readonly string[]>>> {
  const { stdout, stderr } = await clone.run(`cd apps/edge && node --eval "${program}"`)
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

/** Checks that wrangler has a command, and every flag that the document gives it, in the place of running it. */
export function wranglerRow(command: Row['command'], name: string, because: string): Row {
  return notRun(command, because, async (clone, text) => {
    flagsByCommand ??= readFlags(clone)
    const flags = (await flagsByCommand)[name]
    expect(flags, `wrangler ${name}`).toBeDefined()
    const given = text.slice(text.indexOf(`wrangler ${name}`)).match(/(?<=\s--)[\w-]+/g) ?? []
    expect(flags).toEqual(expect.arrayContaining(given))
  })
}
