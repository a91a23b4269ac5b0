import type { Project } from './project.ts'

/** A program that uses the packed packages. */
export interface Consumer {
  readonly name: string
  /**
   * Runs the program against the server.
   *
   * @returns a summary in a few words
   * @throws Error when the program fails or prints something else than expected
   */
  run(project: Project): Promise<string>
}

/** Returns the summary of a consumer. @throws Error when it did not print the bucket of the credentials file */
export function verifyBucket(printed: string, { env }: Project): string {
  const { _id: id, cloudProvider } = JSON.parse(printed)
  const expected = env['EXPORT_BUCKET_ID_AWS']
  if (id === expected && cloudProvider === 'AWS') return `read bucket ${id}`
  throw new Error(`expected the AWS bucket ${expected}, got ${printed}`)
}
