/**
 * Parses an HTTP date (RFC 9110, section 5.6.7) with leniency for a day that is not padded with a zero: Atlas sends
 * `Thu, 1 Jul 2027 00:00:00 GMT`. `undefined` for anything else; never throws.
 */
export function parseHttpDate(text: string): Date | undefined {
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? [\w :-]+$/.test(text)) return undefined
  // asctime, the oldest of the three forms, leaves its time zone out; it is GMT too.
  const date = new Date(text.endsWith('GMT') ? text : `${text} GMT`)
  return Number.isNaN(date.getTime()) ? undefined : date
}
