import { type Flag, helpFlag, type ParsedArguments } from '@export-buckets/cli-kit/arguments'
import type { Command } from '@export-buckets/cli-kit/program'
import { createStyle, type Style } from '@export-buckets/cli-kit/terminal'
import { parseDocument } from '../drift/document.ts'
import { type DriftReport, detectDrift } from '../drift/drift.ts'
import { defaultLimits, readSource, toSourceName } from '../drift/read-source.ts'
import { jsonReport, markdownReport, textReport } from '../reports/drift/render.ts'
import { type CliContext, programName } from './command.ts'

type RenderReport = (report: DriftReport, style: Style, includeAccepted: boolean) => string

const renderers: ReadonlyMap<string, RenderReport> = new Map([
  ['text', textReport],
  ['markdown', (report, _style, includeAccepted) => markdownReport(report, includeAccepted)],
  ['json', jsonReport],
])

/** Returns milliseconds, or `undefined` when the text is not a number of seconds in (0, 3600]. */
function parseTimeout(timeout: string): number | undefined {
  const seconds = Number(timeout)
  const isTime = timeout.trim() !== '' && seconds > 0 && seconds <= 3600
  return isTime ? Math.ceil(seconds * 1000) : undefined
}

const flags: readonly Flag[] = [
  {
    name: 'spec',
    valueName: 'FILE|URL',
    required: true,
    description: "MongoDB's document, JSON or YAML; a URL with https://",
  },
  {
    name: 'format',
    valueName: 'FORMAT',
    description: 'text, markdown or json; default: text',
    choices: [...renderers.keys()],
  },
  {
    name: 'ignore',
    valueName: 'PATTERN',
    description: 'ignore differences whose id (see --format json) matches; * is any text',
    multiple: true,
  },
  { name: 'all', description: 'also list accepted differences, with the reason for each' },
  {
    name: 'timeout',
    valueName: 'SECONDS',
    description: `for reading the document; default: ${defaultLimits.milliseconds / 1000}`,
    validate: (text) =>
      parseTimeout(text) === undefined
        ? `expected seconds, at most 3600, got ${JSON.stringify(text)}`
        : undefined,
  },
  helpFlag,
]

const examples = [
  `${programName} drift --spec openapi-v2.yaml`,
  `${programName} drift --spec openapi-v2.json --format markdown --ignore '* status 503' >> "$GITHUB_STEP_SUMMARY"`,
]

async function runDrift(
  parsedArgs: ParsedArguments,
  { env, stdout, interruptSignal }: CliContext,
): Promise<number> {
  const spec = parsedArgs.required('spec')
  const renderReport = renderers.get(parsedArgs.value('format') ?? '') ?? textReport
  const milliseconds = parseTimeout(parsedArgs.value('timeout') ?? '') ?? defaultLimits.milliseconds
  const text = await readSource(spec, { ...defaultLimits, milliseconds }, interruptSignal)
  const theirs = parseDocument(text, toSourceName(spec))
  const driftReport = detectDrift({ theirs, ignore: parsedArgs.values('ignore') })
  stdout.write(renderReport(driftReport, createStyle(stdout, env), parsedArgs.isTrue('all')))
  return driftReport.differences.length === 0 ? 0 : 1
}

export const driftCommand: Command<CliContext> = {
  name: 'drift',
  description:
    "Compares MongoDB's OpenAPI document with ours, and lists the affected interactions of the pact.\nThe document is that of the Atlas Admin API. Only the operations around snapshot exports are compared.",
  flags,
  exitCodes: { 0: 'no drift', 1: 'drift', 2: 'the documents could not be compared' },
  examples,
  run: runDrift,
}
