import { escapeForTerminal } from '@export-buckets/cli-kit/style'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** What XML 1.0 cannot hold (section 2.2), however it is written, and {@link escapeForTerminal} leaves. */
const invalidXmlCharacters = /[\ufffe\uffff]|\p{Surrogate}/gu

/**
 * Returns a text as it may stand in XML and HTML, in an element or a quoted attribute. Each of its lines is printable, so
 * that nothing turns the text around, and a page that is printed in the log of a CI job has no command for its runner.
 */
export function escapeHtml(text: string): string {
  return text
    .split(/\r?\n/)
    .map(escapeForTerminal)
    .join('\n')
    .replace(invalidXmlCharacters, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
