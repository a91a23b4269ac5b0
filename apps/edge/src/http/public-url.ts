/**
 * Returns the URL at which callers find the app, without a slash at its end. It may have a path: the prefix under which
 * the app is mounted, or which a proxy strips.
 *
 * @param settingName - the setting, for the error. The error does not repeat the text: a password may be in it.
 * @throws TypeError when the text is not an http(s) URL, or has a user, a query or a fragment
 */
export function parsePublicUrl(settingName: string, text: string): string {
  const { origin = '', pathname = '', href } = URL.parse(text) ?? {}
  if (/^https?:/.test(origin) && href === origin + pathname) return href.replace(/\/+$/, '')
  throw new TypeError(
    `${settingName}: expected http(s)://HOST[:PORT][/PATH], without user and query`,
  )
}
