import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { type ApiPage, type PageFile, pageFiles } from './files.ts'
import { pageFolder } from './folder.ts'

export type { ApiPage, PageFile } from './files.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
}

function readPageFile(file: string, headers: Readonly<Record<string, string>>): PageFile {
  const body = new Uint8Array(readFileSync(file))
  const fileHeaders = {
    ETag: `"${createHash('sha256').update(body).digest('base64url')}"`,
    'Content-Length': String(body.length),
    'Content-Type': contentTypes[extname(file)] ?? '',
  }
  return { body, headers: { ...headers, ...fileHeaders } }
}

/**
 * Returns the API page for `createApp`: an API reference of the OpenAPI document. The page sends requests to its own server
 * only.
 *
 * The files are read once and served from memory. If each request opened a file, pipelined requests with unread responses
 * could exhaust the file descriptors of the process.
 *
 * @param folder - the folder of the page. Default: the page of this package
 * @throws Error when a file of the page cannot be read
 */
export function apiPage(folder: string = pageFolder): ApiPage {
  const files = Object.entries(pageFiles).map(([path, headers]): [string, PageFile] => {
    const name = path === '/' ? 'index.html' : path.slice(1)
    return [path, readPageFile(join(folder, name), headers)]
  })
  return new Map(files)
}
