import { fileURLToPath } from 'node:url'

/** Caches compiled modules between the many processes of the program tests. */
export const compileCache: Readonly<Record<string, string>> = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url)),
}
