import { parseStrictJson } from './strict-json.ts'

/** The value of a JSON text, `undefined` where it is none, or one that others read otherwise or cannot write again. */
export function tryParseJson(text: string): unknown {
  try {
    return parseStrictJson(text)
  } catch {
    return undefined
  }
}
