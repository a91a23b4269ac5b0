import { parseDocument } from '../../drift/document.ts'
import { type Drift, drift } from '../../drift/drift.ts'
import { jsonReport } from '../../drift/report/json.ts'
import { markdownReport } from '../../drift/report/markdown.ts'
import { textReport } from '../../drift/report/text.ts'
import { defaultLimits, nameOfSource, readSource } from '../../drift/source.ts'
import { readArguments } from '../arguments.ts'
import { optionRow, program, section } from '../help.ts'
import type { Option } from '../option.ts'
import { type Style, styleOf } from '../style.ts'
import { UsageError } from '../usage-error.ts'
import type { World } from '../world.ts'

/** What of the world this command touches, besides the document. */
type DriftWorld = Pick<World, 'env' | 'stdout' | 'interrupt'>

const options: readonly Option[] = [
  {
    name: 'spec',
    value: 'FILE|URL',
    about: "MongoDB's document, JSON or YAML; a URL with https://",
  },
  { name: 'format', value: 'FORMAT', about: 'text, markdown or json; default: text' },
  {
    name: 'ignore',
    value: 'PATTERN',
    about: 'leave out differences whose id (see --format json) it matches; * is any text',
    repeatable: true,
  },
  { name: 'all', about: 'tell of accepted differences too, and why they are' },
  {
    name: 'timeout',
    value: 'SECONDS',
    about: `for reading the document; default: ${defaultLimits.milliseconds / 1000}`,
  },
  { name: 'help', short: 'h', about: 'print this help' },
]

const examples = [
  `${program} drift --spec openapi-v2.yaml`,
  `${program} drift --spec openapi-v2.json --format markdown --ignore '* status 503' >> "$GITHUB_STEP_SUMMARY"`,
]

function help(style: Style): string {
  return `${[
    "Compares MongoDB's OpenAPI document of the Atlas Admin API with ours, for the operations on export buckets.",
    `${style('bold', 'Usage:')} ${program} drift --spec FILE|URL [options]`,
    section(style, 'Options', options.map(optionRow)),
    section(style, 'Exit codes', [
      ['0', 'no drift'],
      ['1', 'drift'],
      ['2', 'it could not be found out'],
    ]),
    section(
      style,
      'Examples',
      examples.map((example) => [example, ''] as const),
    ),
  ].join('\n\n')}\n`
}

type Report = (found: Drift, style: Style, all: boolean) => string

const reports: Readonly<Record<string, Report>> = {
  text: textReport,
  markdown: (found, _style, all) => markdownReport(found, all),
  json: jsonReport,
}

function reportOf(format: string): Report {
  const report = Object.hasOwn(reports, format) ? reports[format] : undefined
  if (report !== undefined) return report
  const known = Object.keys(reports).join(', ')
  throw new UsageError(`--format: expected one of ${known}, got ${JSON.stringify(format)}`)
}

function milliseconds(timeout: string | undefined): number {
  if (timeout === undefined) return defaultLimits.milliseconds
  const seconds = Number(timeout)
  if (timeout.trim() !== '' && seconds > 0 && seconds <= 3600) return Math.ceil(seconds * 1000)
  throw new UsageError(`--timeout: expected seconds, at most 3600, got ${JSON.stringify(timeout)}`)
}

/**
 * Runs `drift`; answers its exit code: 0 without drift, 1 with.
 *
 * @throws UsageError where the arguments can't be used, DriftError where the document can't; the program exits with 2
 */
async function run(args: readonly string[], world: DriftWorld): Promise<number> {
  const { env, stdout, interrupt } = world
  const given = readArguments(args, options, env)
  const style = styleOf(stdout, env)
  if (given.isGiven('help')) {
    stdout.write(help(style))
    return 0
  }
  const spec = given.text('spec')
  if (!spec) throw new UsageError("--spec: missing; give MongoDB's OpenAPI document, a file or URL")
  const report = reportOf(given.text('format') ?? 'text')
  const limits = { ...defaultLimits, milliseconds: milliseconds(given.text('timeout')) }
  const text = await readSource(spec, limits, interrupt)
  const theirs = parseDocument(text, nameOfSource(spec))
  const found = drift({ theirs, ignore: given.texts('ignore') })
  stdout.write(report(found, style, given.isGiven('all')))
  return found.differences.length === 0 ? 0 : 1
}

/** The command `drift`. */
export const driftCommand: {
  readonly name: string
  readonly summary: string
  readonly run: typeof run
} = {
  name: 'drift',
  summary:
    "Compares MongoDB's OpenAPI document with ours, and says which pacts a difference touches.",
  run,
}
