/** A file of the API page. */
export interface PageFile {
  readonly body: Uint8Array<ArrayBuffer>
  /** The headers of its responses, an `ETag` among them. */
  readonly headers: Readonly<Record<string, string>> & { readonly ETag: string }
}

/** The files of the API page by their paths, `/` among them. */
export type ApiPage = ReadonlyMap<string, PageFile>
