import { escapeForTerminal } from '@export-buckets/cli-kit/terminal'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/**
 * Characters that XML 1.0 forbids even when escaped (section 2.2), and that {@link escapeForTerminal} leaves in
 * place.
 */
const invalidXmlCharacters = /[\ufffe\uffff]|\p{Surrogate}/gu

/**
 * Escapes a text for an element or quoted attribute of XML and HTML. Every line is made printable, so that no control
 * character reorders the text. A page in the log of a CI job then contains no command for the runner.
 */
export function escapeHtml(text: string): string {
  return text
    .split(/\r?\n/)
    .map(escapeForTerminal)
    .join('\n')
    .replace(invalidXmlCharacters, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
