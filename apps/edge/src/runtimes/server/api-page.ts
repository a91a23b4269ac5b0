import { existsSync } from 'node:fs'
import { apiPage } from '../../api-page/api-page.ts'
import { pageFolder } from '../../api-page/folder.ts'
import type { ApiPage } from '../../api-page/page.ts'
import { type EnvVars, readChoice } from '../settings.ts'

/**
 * Returns the API page; `undefined` with `API_PAGE=off`, or where the page has not been built.
 *
 * @throws TypeError when `API_PAGE` is neither `on` nor `off`
 */
export function loadApiPage(env: EnvVars, folder: string = pageFolder): ApiPage | undefined {
  if (readChoice(env, 'API_PAGE', ['on', 'off']) === 'off' || !existsSync(folder)) return undefined
  return apiPage(folder)
}
