import { printable } from '@export-buckets/command-line/style'
import type { Difference } from '../../verify/report.ts'

/** A difference in one printable line. What the pact has is an example, so only Pact's words say whether another value may stand there. */
export function saidOf({ where, message }: Difference): string {
  return printable(`${where}: ${message}`)
}

/** One side of a difference. Of what is not there, such as a header that is missing, Pact has an empty text. */
export function sideOf(text: string): string {
  return text === '' ? 'nothing' : text
}
