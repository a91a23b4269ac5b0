/** Returns the beginning of a text, for reports. @param most - in characters. Default: as many as a person reads */
export function truncate(text: string, most = 2000): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}
