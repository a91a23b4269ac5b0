import type { Project } from './project.ts'

/** A kind of program that uses the packages. */
export interface Consumer {
  readonly name: string
  /**
   * Runs it against the server.
   *
   * @returns what it did, in a few words
   * @throws Error that says what went wrong
   */
  run(project: Project): Promise<string>
}

/** Holds what a consumer printed to the bucket that it was to read. */
export function readBucket(printed: string, { env }: Project): string {
  const { _id: id, cloudProvider } = JSON.parse(printed)
  const expected = env['EXPORT_BUCKET_ID_AWS']
  if (id === expected && cloudProvider === 'AWS') return `read bucket ${id}`
  throw new Error(`expected the AWS bucket ${expected}, got ${printed}`)
}
