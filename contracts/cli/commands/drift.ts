import type { Given } from '@export-buckets/command-line/arguments'
import { type Flag, helpFlag } from '@export-buckets/command-line/flag'
import {
  commandUsage,
  exampleSection,
  flagSection,
  helpText,
  section,
} from '@export-buckets/command-line/help'
import { type Style, styleOf } from '@export-buckets/command-line/style'
import { parseDocument } from '../../drift/document.ts'
import { type DriftReport, drift } from '../../drift/drift.ts'
import { jsonReport } from '../../drift/report/json.ts'
import { markdownReport } from '../../drift/report/markdown.ts'
import { textReport } from '../../drift/report/text.ts'
import { defaultLimits, nameOfSource, readSource } from '../../drift/source.ts'
import type { Command } from '../command.ts'
import { program } from '../help.ts'
import type { World } from '../world.ts'

type Report = (result: DriftReport, style: Style, all: boolean) => string

const reports: ReadonlyMap<string, Report> = new Map([
  ['text', textReport],
  ['markdown', (result, _style, all) => markdownReport(result, all)],
  ['json', jsonReport],
])

/** `undefined` for what is no time that a command could wait. */
function millisecondsIn(timeout: string): number | undefined {
  const seconds = Number(timeout)
  const isTime = timeout.trim() !== '' && seconds > 0 && seconds <= 3600
  return isTime ? Math.ceil(seconds * 1000) : undefined
}

const flags: readonly Flag[] = [
  {
    name: 'spec',
    value: 'FILE|URL',
    required: true,
    about: "MongoDB's document, JSON or YAML; a URL with https://",
  },
  {
    name: 'format',
    value: 'FORMAT',
    about: 'text, markdown or json; default: text',
    choices: [...reports.keys()],
  },
  {
    name: 'ignore',
    value: 'PATTERN',
    about: 'leave out differences whose id (see --format json) it matches; * is any text',
    many: true,
  },
  { name: 'all', about: 'also list accepted differences, with the reason for each' },
  {
    name: 'timeout',
    value: 'SECONDS',
    about: `for reading the document; default: ${defaultLimits.milliseconds / 1000}`,
    problem: (text) =>
      millisecondsIn(text) === undefined
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

async function run(given: Given, { env, stdout, interrupt }: World): Promise<number> {
  const spec = given.required('spec')
  const report = reports.get(given.text('format') ?? '') ?? textReport
  const milliseconds = millisecondsIn(given.text('timeout') ?? '') ?? defaultLimits.milliseconds
  const text = await readSource(spec, { ...defaultLimits, milliseconds }, interrupt)
  const theirs = parseDocument(text, nameOfSource(spec))
  const result = drift({ theirs, ignore: given.texts('ignore') })
  stdout.write(report(result, styleOf(stdout, env), given.isTrue('all')))
  return result.differences.length === 0 ? 0 : 1
}

export const driftCommand: Command = {
  name: 'drift',
  about:
    "Compares MongoDB's OpenAPI document with ours, and says which pacts a difference touches.",
  flags,
  help,
  run,
}
