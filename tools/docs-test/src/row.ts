import { expect } from 'vitest'
import type { Clone, Ran } from './clone.ts'
import { findProgram } from './copy.ts'

/** A command of the documents, and how it is run. */
export interface Row {
  /** As the documents have it, on one line and without its comment. */
  readonly command: string | RegExp
  /** Why something else is run in its place. */
  readonly because?: string
  /** What is run: the command with a sample's ids in it, or what stands in its place. `undefined`: nothing; see `check`. */
  as?(command: string, clone: Clone): string | undefined | Promise<string | undefined>
  /** The shell; `sh` unless said otherwise. */
  readonly shell?: string
  /** Programs without which it is skipped, because not every machine has them. */
  readonly needs?: readonly string[]
  /** What it prints. Every command that is run must exit with 0. */
  readonly prints?: RegExp
  check?(clone: Clone, ran: Ran, command: string): void | Promise<void>
}

export function matches({ command }: Row, text: string): boolean {
  return typeof command === 'string' ? command === text : command.test(text)
}

/** Returns why a row cannot be verified on this machine; `undefined` where it can. */
export function findObstacle({ needs = [], shell }: Row, command: string): string | undefined {
  const missing = [...needs, ...(shell === undefined ? [] : [shell])].find(
    (program) => findProgram(program) === undefined,
  )
  return missing && `not verified, because ${missing} is not installed: ${command}`
}

export async function runRow(row: Row, command: string, clone: Clone): Promise<void> {
  const script = row.as === undefined ? command : await row.as(command, clone)
  const ran =
    script === undefined ? { code: 0, stdout: '', stderr: '' } : await clone.run(script, row.shell)
  expect(ran.code, `${script}\n${ran.stdout}${ran.stderr}`).toBe(0)
  if (row.prints !== undefined) expect(ran.stdout).toMatch(row.prints)
  await row.check?.(clone, ran, command)
}

/** Nothing is run; what there is of the command is checked. */
export function notRun(
  command: Row['command'],
  because: string,
  check: (clone: Clone, command: string) => void | Promise<void>,
): Row {
  return {
    command,
    because,
    as: () => undefined,
    check: (clone, _, text) => check(clone, text),
  }
}

/**
 * Asks a program for its help in the place of running it, and checks that the help has every flag of the command.
 *
 * @param subcommand What comes before `--help`, such as `wrangler secret put`.
 */
export function helpOf(command: Row['command'], subcommand: string, because: string): Row {
  return {
    command,
    because,
    as: (text) => `${text.slice(0, text.indexOf(subcommand))}${subcommand} --help`,
    check(_, { stdout }, text) {
      const given = text.slice(text.indexOf(subcommand)).match(/(?<=\s)--[\w-]+/g) ?? []
      for (const flag of given) expect(stdout).toMatch(new RegExp(`${flag}\\b`))
    },
  }
}
