import type { CellReport } from '../../verify/report.ts'
import { saidOf } from './difference.ts'
import { failureGroups, groupTitle } from './failures.ts'

/** GitHub shows ten errors of a step. */
const most = 10

const data = (text: string) =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

const error = (title: string, message: string) =>
  `::error title=${property(title)}::${data(message)}\n`

function messageOf({ reason, differences }: CellReport): string {
  return reason ?? differences.map(saidOf).join('\n')
}

/** An annotation of GitHub's for each different failure; the tenth stands for all that are left. */
export function annotations(cells: readonly CellReport[]): string {
  const all = failureGroups(cells)
  const shown = all.length > most ? all.slice(0, most - 1) : all
  const lines = shown.map((group) => error(groupTitle(group), messageOf(group.first)))
  const left = all.length - shown.length
  if (left > 0) lines.push(error('and more', `${left} more failures`))
  return lines.join('')
}
