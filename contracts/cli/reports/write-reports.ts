import type { Given } from '@export-buckets/command-line/arguments'
import { messageOf, styleOf } from '@export-buckets/command-line/style'
import type { Report } from '../../verify/report.ts'
import type { World } from '../world.ts'
import { annotations } from './annotations.ts'
import { htmlReport } from './html.ts'
import { jsonReport } from './json.ts'
import { junitReport } from './junit.ts'
import { markdownReport } from './markdown.ts'
import { terminalReport } from './terminal.ts'

/** The reports that are files, by the flag that names the file. */
const files: Readonly<Record<string, (report: Report) => string>> = {
  html: htmlReport,
  markdown: markdownReport,
  junit: junitReport,
  json: jsonReport,
}

async function nameFile(what: string, writing: Promise<void>): Promise<void> {
  await writing.catch((error: unknown) => {
    throw new Error(`${what}: ${messageOf(error)}`)
  })
}

/**
 * Prints the report, and writes those that are asked for.
 *
 * @throws when a file cannot be written
 */
export async function writeReports(report: Report, given: Given, world: World): Promise<void> {
  const { env, stdout, writeFile, appendFile } = world
  stdout.write(terminalReport(report, styleOf(stdout, env)))
  if (given.isTrue('annotations') || env['GITHUB_ACTIONS']) stdout.write(annotations(report))
  for (const [flag, render] of Object.entries(files)) {
    const file = given.text(flag)
    if (file !== undefined) await nameFile(`--${flag}`, writeFile(file, render(report)))
  }
  const stepSummary = env['GITHUB_STEP_SUMMARY']
  if (stepSummary)
    await nameFile('GITHUB_STEP_SUMMARY', appendFile(stepSummary, markdownReport(report)))
}
