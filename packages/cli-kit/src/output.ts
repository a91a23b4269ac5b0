/** The environment variables of a program. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A stream that text goes to. */
export interface Output {
  /** Whether a person is watching. */
  readonly isTTY: boolean
  write(text: string): void
}
