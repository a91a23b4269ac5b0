/** Returns the beginning of a text, for reports. @param maxLength - in characters. Default: as many as a person reads */
export function truncate(text: string, maxLength = 2000): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
}
