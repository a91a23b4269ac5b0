import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { type Flag, helpFlag } from '@export-buckets/cli-kit/flag'
import {
  commandUsage,
  exampleSection,
  flagSection,
  helpText,
  section,
} from '@export-buckets/cli-kit/help'
import { createStyle, type Style } from '@export-buckets/cli-kit/style'
import { parseDocument } from '../drift/document.ts'
import { type DriftReport, detectDrift } from '../drift/drift.ts'
import { defaultLimits, readSource, toSourceName } from '../drift/read-source.ts'
import { jsonReport, markdownReport, textReport } from '../reports/drift/render.ts'
import { type CliContext, type Command, program } from './command.ts'

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
  `${program} drift --spec openapi-v2.yaml`,
  `${program} drift --spec openapi-v2.json --format markdown --ignore '* status 503' >> "$GITHUB_STEP_SUMMARY"`,
]

function help(style: Style): string {
  return helpText(
    "Compares MongoDB's OpenAPI document of the Atlas Admin API with ours, for the operations on export buckets.",
    commandUsage(style, program, { name: 'drift', flags }),
    flagSection(style, flags),
    section(style, 'Exit codes', [
      ['0', 'no drift'],
      ['1', 'drift'],
      ['2', 'the documents could not be compared'],
    ]),
    exampleSection(style, examples),
  )
}

async function runDrift(
  parsedArgs: ParsedArguments,
  { env, stdout, interrupt }: CliContext,
): Promise<number> {
  const spec = parsedArgs.required('spec')
  const renderReport = renderers.get(parsedArgs.value('format') ?? '') ?? textReport
  const milliseconds = parseTimeout(parsedArgs.value('timeout') ?? '') ?? defaultLimits.milliseconds
  const text = await readSource(spec, { ...defaultLimits, milliseconds }, interrupt)
  const theirs = parseDocument(text, toSourceName(spec))
  const driftReport = detectDrift({ theirs, ignore: parsedArgs.values('ignore') })
  stdout.write(renderReport(driftReport, createStyle(stdout, env), parsedArgs.isTrue('all')))
  return driftReport.differences.length === 0 ? 0 : 1
}

export const driftCommand: Command = {
  name: 'drift',
  about:
    "Compares MongoDB's OpenAPI document with ours, and lists the affected interactions of the pact.",
  flags,
  help,
  run: runDrift,
}
