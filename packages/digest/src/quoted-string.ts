const nonPrintablePattern = /[^\x20-\x7e]/
const nonFieldTextPattern = /[^\t\x20-\x7e\x80-\uffff]/

/**
 * Returns whether the text is printable ASCII, the only text that this package puts into a header.
 *
 * @internal
 */
export function isPrintableAscii(text: string): boolean {
  return !nonPrintablePattern.test(text)
}

/**
 * Returns text as a quoted-string (RFC 9110 §5.6.4), with quotes and backslashes escaped.
 *
 * @throws TypeError for anything outside printable ASCII, so that no value can inject a header line
 * @internal
 */
export function quote(text: string): string {
  const index = text.search(nonPrintablePattern)
  if (index === -1) return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
  const code = text.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0')
  throw new TypeError(
    `A header parameter must be printable ASCII; character ${index + 1} is U+${code}`,
  )
}

/**
 * Returns the value of a quoted-string, or `undefined` when it is malformed. The patterns have no nested repetition, so the
 * time is linear in the length.
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
