/** An output stream that records its text. */
export interface RecordedOutput {
  readonly isTTY: boolean
  write(text: string): void
  text(): string
}

/** Creates a {@link RecordedOutput}, which is a terminal if `isTTY` is `true`. */
export function createOutput(isTTY: boolean): RecordedOutput {
  let recordedText = ''
  return {
    isTTY,
    write(text) {
      recordedText += text
    },
    text: () => recordedText,
  }
}
