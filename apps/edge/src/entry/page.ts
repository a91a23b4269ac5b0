import { existsSync } from 'node:fs'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import { apiPage } from '../api-page/api-page.ts'
import { pageFolder } from '../api-page/folder.ts'
import type { Env } from '../env.ts'
import { oneOf, type Variables } from '../settings.ts'

/**
 * The API page, served from its folder; none with `API_PAGE=off`, or where it has not been built.
 *
 * @throws TypeError when `API_PAGE` is neither `on` nor `off`
 */
export function servedPage(env: Variables, folder: string = pageFolder): Hono<Env> | undefined {
  if (oneOf(env, 'API_PAGE', ['on', 'off']) === 'off' || !existsSync(folder)) return undefined
  return apiPage(serveStatic({ root: folder }))
}
