import { findProgram } from '@export-buckets/test-support/find-program'
import { expect } from 'vitest'
import { type Attribute, replaceParts } from './annotation.ts'
import { checks, preparations } from './checks.ts'
import type { Clone } from './clone.ts'
import type { Command } from './documents.ts'

/** Returns why a command cannot be verified on this machine, or `undefined`. */
export function findSkipReason({ text, annotation }: Command): string | undefined {
  const programs = [annotation.get('needs'), annotation.get('shell')].flatMap((each) => each ?? [])
  const missing = programs.find((program) => findProgram(program) === undefined)
  return missing && `not verified, because ${missing} is not installed: ${text}`
}

function findFunction<Value>(functions: Readonly<Record<string, Value>>, name: string): Value {
  const value = functions[name]
  if (value === undefined) throw new Error(`checks.ts has no ${name}`)
  return value
}

/** Runs a command as its annotation says. Without an annotation, it must exit with 0. */
export async function runCommand({ text, annotation }: Command, clone: Clone): Promise<void> {
  const get = (name: Attribute) => annotation.get(name)?.[0]
  const [check, argument = ''] = get('check')?.split(/ (.*)/s) ?? []
  const verify = async (stdout: string) => {
    const prints = get('prints')
    if (prints !== undefined) expect(stdout).toMatch(new RegExp(prints))
    for (const fileCheck of annotation.get('file') ?? []) {
      const [path = '', pattern = ''] = fileCheck.split(/ (.*)/s)
      expect(clone.read(path)).toMatch(new RegExp(pattern))
    }
    if (check !== undefined) await findFunction(checks, check)({ clone, stdout, text, argument })
  }
  if (annotation.has('skip')) return verify('')

  const before = get('before')
  const prefix = before === undefined ? '' : await findFunction(preparations, before)(clone)
  const command = replaceParts(text, annotation).replace(/^.*$/s, get('run') ?? '$&')
  const starts = get('starts')
  if (starts !== undefined) {
    const { stdout, stop } = await clone.start(prefix + command, new RegExp(starts))
    await verify(stdout)
    return stop()
  }
  const { code, stdout, stderr } = await clone.run(prefix + command, get('shell'))
  expect(code, `${command}\n${stdout}${stderr}`).toBe(0)
  await verify(stdout)
}
