/** As many characters as a person reads. */
const most = 2000

/** The beginning of a text, for reports. */
export function truncate(text: string): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}
