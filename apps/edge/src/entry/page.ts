import { existsSync } from 'node:fs'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import { apiPage } from '../api-page/api-page.ts'
import { pageFolder } from '../api-page/folder.ts'
import type { Env } from '../env.ts'

/**
 * The API page, served from its folder; none with `API_PAGE=off`, or where it has not been built.
 *
 * @throws RangeError when `API_PAGE` is neither `on` nor `off`
 */
export function servedPage(
  env: Readonly<Record<string, string | undefined>>,
  folder: string = pageFolder,
): Hono<Env> | undefined {
  const { API_PAGE = 'on' } = env
  if (API_PAGE !== 'on' && API_PAGE !== 'off') {
    throw new RangeError(`API_PAGE: expected "on" or "off", got "${API_PAGE}"`)
  }
  if (API_PAGE === 'off' || !existsSync(folder)) return undefined
  return apiPage(serveStatic({ root: folder }))
}
