/** What an example has made. */
export type Made = Readonly<Record<string, unknown>>

/** An example of the documents, and how it is run. */
export interface ExampleRow {
  readonly document: string
  /** A part of the example that no other one of its document has. */
  readonly has: string
  /** What is run in its place: the same with ports that are free, or with what it shows kept for the check. */
  as?(code: string): string
  check(made: Made): void | Promise<void>
}
