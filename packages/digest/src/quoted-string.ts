const nonPrintablePattern = /[^\x20-\x7e]/
const nonFieldTextPattern = /[^\t\x20-\x7e\x80-\uffff]/

/**
 * Whether the text is printable ASCII alone, the only text this package puts into a header.
 *
 * @internal
 */
export function isPrintableAscii(text: string): boolean {
  return !nonPrintablePattern.test(text)
}

/**
 * Writes text as a quoted-string (RFC 9110 §5.6.4), with quotes and backslashes escaped.
 *
 * @throws TypeError for anything outside printable ASCII, so that no value can end a header line.
 * @internal
 */
export function quote(text: string): string {
  const index = text.search(nonPrintablePattern)
  if (index === -1) return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
  const code = text.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0')
  throw new TypeError(
    `A header parameter holds printable ASCII only; character ${index + 1} is U+${code}`,
  )
}

/**
 * Reads a quoted-string, quotes included. Answers undefined when it is not one.
 *
 * No pattern here repeats a group, so that the time is linear in the length.
 *
 * @internal
 */
export function unquote(quotedString: string): string | undefined {
  if (quotedString.length < 2 || !quotedString.endsWith('"')) return undefined
  const inner = quotedString.slice(1, -1)
  const unescapedText = inner.replaceAll(/\\./gs, '')
  if (/["\\]/.test(unescapedText) || nonFieldTextPattern.test(inner)) return undefined
  return inner.replaceAll(/\\(.)/gs, '$1')
}
