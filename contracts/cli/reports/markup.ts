const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Characters that XML 1.0 cannot hold (section 2.2), however they are written. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** A text as it may stand in XML and HTML, in an element or a quoted attribute. */
export function escaped(text: string): string {
  return text
    .replace(impossible, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
