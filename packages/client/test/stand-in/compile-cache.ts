import { fileURLToPath } from 'node:url'

/** Keeps the compiled modules of the programs, each of which starts in a process of its own many times. */
export const compileCache: Readonly<Record<string, string>> = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url)),
}
