import { parseArgs, styleText } from 'node:util'
import { parseDocument } from '../../drift/document.ts'
import { type Drift, drift } from '../../drift/drift.ts'
import { DriftError } from '../../drift/drift-error.ts'
import { jsonReport } from '../../drift/report/json.ts'
import { markdownReport } from '../../drift/report/markdown.ts'
import { type Style, textReport } from '../../drift/report/text.ts'
import { defaultLimits, nameOfSource, readSource } from '../../drift/source.ts'

/** What this command touches outside of itself, besides the document. */
interface DriftWorld {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: { readonly isTTY: boolean; write(text: string): void }
  /** Aborts when the person interrupts the program. */
  readonly interrupt: AbortSignal
}

const help = `Compares MongoDB's OpenAPI document of the Atlas Admin API with ours, for the operations on export buckets.

Usage: export-buckets-contracts drift --spec FILE|URL [options]

Options:
      --spec FILE|URL    MongoDB's document, JSON or YAML; a URL with https://
      --format FORMAT    text, markdown or json; default: text
      --ignore PATTERN   leave out differences whose id (see --format json) it matches; * is any text; repeatable
      --all              tell of accepted differences too, and why they are
      --timeout SECONDS  for reading the document; default: ${defaultLimits.milliseconds / 1000}
  -h, --help             print this help

Exit codes:
  0  no drift
  1  drift
  2  it could not be found out

Examples:
  export-buckets-contracts drift --spec openapi-v2.yaml
  export-buckets-contracts drift --spec openapi-v2.json --format markdown --ignore '* status 503' >> "$GITHUB_STEP_SUMMARY"
`

const options = {
  spec: { type: 'string' },
  format: { type: 'string', default: 'text' },
  ignore: { type: 'string', multiple: true },
  all: { type: 'boolean', default: false },
  timeout: { type: 'string', default: String(defaultLimits.milliseconds / 1000) },
  help: { type: 'boolean', short: 'h', default: false },
} as const

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    // Of node:util: it names the argument and says what to do.
    if (error instanceof TypeError && 'code' in error) throw new DriftError(error.message)
    throw error
  }
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
  throw new DriftError(`--format: expected one of ${known}, got ${JSON.stringify(format)}`)
}

function milliseconds(timeout: string): number {
  const seconds = Number(timeout)
  if (timeout.trim() !== '' && seconds > 0 && seconds <= 3600) return Math.ceil(seconds * 1000)
  throw new DriftError(`--timeout: expected seconds, at most 3600, got ${JSON.stringify(timeout)}`)
}

function styleOf({ stdout, env }: DriftWorld): Style {
  const isColoured = stdout.isTTY && env['TERM'] !== 'dumb' && !env['NO_COLOR']
  return (format, text) => (isColoured ? styleText(format, text, { validateStream: false }) : text)
}

/**
 * Runs `drift`; answers its exit code: 0 without drift, 1 with.
 *
 * @throws DriftError where the arguments or the document can't be used; the program exits with 2
 */
async function run(args: readonly string[], world: DriftWorld): Promise<number> {
  const { spec, format, ignore = [], all, timeout, help: wantsHelp } = parsed(args)
  if (wantsHelp) {
    world.stdout.write(help)
    return 0
  }
  if (!spec) throw new DriftError("--spec: missing; give MongoDB's OpenAPI document, a file or URL")
  const report = reportOf(format)
  const limits = { ...defaultLimits, milliseconds: milliseconds(timeout) }
  const text = await readSource(spec, limits, world.interrupt)
  const found = drift({ theirs: parseDocument(text, nameOfSource(spec)), ignore })
  world.stdout.write(report(found, styleOf(world), all))
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
