import process from 'node:process'

/** Ends this program when the one that started it is no more, however that ended: its end of the input closes then. */
export function exitWithParent(): void {
  process.stdin.resume().once('end', () => process.exit())
}
