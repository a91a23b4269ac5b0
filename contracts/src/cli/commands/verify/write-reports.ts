import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { createStyle, errorMessage } from '@export-buckets/cli-kit/style'
import { annotations } from '../../../reports/verification/annotations.ts'
import { htmlReport } from '../../../reports/verification/html.ts'
import { jsonReport } from '../../../reports/verification/json.ts'
import { junitReport } from '../../../reports/verification/junit.ts'
import { markdownReport } from '../../../reports/verification/markdown.ts'
import { terminalReport } from '../../../reports/verification/terminal.ts'
import type { Report } from '../../../verify/report.ts'
import type { CliContext } from '../../context.ts'

/** The reports that are files, by the flag that names the file. */
const fileReports: Readonly<Record<string, (report: Report) => string>> = {
  html: htmlReport,
  markdown: markdownReport,
  junit: junitReport,
  json: jsonReport,
}

async function prefixError(label: string, write: Promise<void>): Promise<void> {
  await write.catch((error: unknown) => {
    throw new Error(`${label}: ${errorMessage(error)}`)
  })
}

/**
 * Prints the report, and writes those that are asked for.
 *
 * @throws when a file cannot be written
 */
export async function writeReports(
  report: Report,
  parsedArgs: ParsedArguments,
  context: CliContext,
): Promise<void> {
  const { env, stdout, writeFile, appendFile } = context
  stdout.write(terminalReport(report, createStyle(stdout, env)))
  if (parsedArgs.isTrue('annotations') || env['GITHUB_ACTIONS']) stdout.write(annotations(report))
  for (const [flag, render] of Object.entries(fileReports)) {
    const file = parsedArgs.value(flag)
    if (file !== undefined) await prefixError(`--${flag}`, writeFile(file, render(report)))
  }
  const stepSummary = env['GITHUB_STEP_SUMMARY']
  if (stepSummary)
    await prefixError('GITHUB_STEP_SUMMARY', appendFile(stepSummary, markdownReport(report)))
}
