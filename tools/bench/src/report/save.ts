import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asMarkdown } from './markdown.ts'
import type { Report } from './report.ts'

/** The name of a run's file: its date and its processor. */
function fileName({ time, machine }: Report): string {
  const cpu = machine.cpu
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return `${time.slice(0, 10)}-${cpu}.json`
}

/**
 * Writes `results/<date>-<processor>.json` with every figure, and `RESULTS.md`.
 *
 * @returns the paths of both
 */
export function save(report: Report, folder: string): string[] {
  const figures = `results/${fileName(report)}`
  mkdirSync(join(folder, 'results'), { recursive: true })
  const files = {
    [figures]: `${JSON.stringify(report, null, 1)}\n`,
    'RESULTS.md': asMarkdown(report, figures),
  }
  return Object.entries(files).map(([name, content]) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  })
}
