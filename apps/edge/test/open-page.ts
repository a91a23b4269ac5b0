import { existsSync } from 'node:fs'
import type { Locator, Page, Request } from '@export-buckets/test-support/browser'
import { pageFolder } from '../src/api-page/folder.ts'

/** @throws Error with the build command, when the page is not built */
export function assertPageIsBuilt(): void {
  if (existsSync(`${pageFolder}/index.html`)) return
  throw new Error('build the page first: pnpm --filter @export-buckets/edge page:build')
}

/** The activity of a page since it was opened. */
export interface PageVisit {
  readonly page: Page
  readonly requests: Request[]
  /** Console errors, including violations of the Content-Security-Policy; exceptions; failed requests. */
  readonly faults: string[]
}

/** Opens the API page and records its activity. */
export async function openPage(page: Page, url: string): Promise<PageVisit> {
  const requests: Request[] = []
  const faults: string[] = []
  // Limits a page that hangs. The machine may be busy.
  page.setDefaultTimeout(60_000)
  page.on('request', (request) => requests.push(request))
  page.on('requestfailed', (request) => faults.push(`${request.url()} failed`))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(url)
  return { page, requests, faults }
}

const authentication = (page: Page) => page.getByRole('region', { name: 'Authentication' })

/** Types into a field of Scalar, which is not an input element. */
async function type(field: Locator, text: string): Promise<void> {
  await field.click()
  await field.pressSequentially(text)
}

/** Gets a token for a service account with the form of the page. */
export async function authorize(page: Page, clientId: string, secret: string): Promise<void> {
  const form = authentication(page)
  // The first one is the URL of the token endpoint.
  await type(form.getByRole('combobox').nth(1), clientId)
  await type(form.getByRole('textbox', { name: 'Client Secret' }), secret)
  await form.getByRole('button', { name: 'Authorize' }).click()
  await form.getByRole('textbox', { name: 'Access Token' }).waitFor()
}

/** Enters an API key. */
export async function enterApiKey(page: Page, publicKey: string, secret: string): Promise<void> {
  const form = authentication(page)
  await form.getByRole('button', { name: 'Selected Auth Type' }).click()
  await page.getByRole('option', { name: 'DigestAuth' }).click()
  await form.getByRole('button', { name: 'Multiple Auth Types' }).click()
  await form.getByRole('button', { name: 'DigestAuth', exact: true }).click()
  await type(form.getByRole('combobox').first(), publicKey)
  await type(form.getByRole('textbox', { name: 'Password' }), secret)
}

/** Opens the dialog that sends requests of an operation, and fills in the path parameters. */
export async function openOperation(
  page: Page,
  summary: string,
  path: Readonly<Record<string, string>>,
): Promise<Locator> {
  await page.getByRole('link', { name: summary }).click()
  const section = page.getByRole('region', { name: summary })
  await section.getByRole('button', { name: 'Test Request' }).click()
  const dialog = page.getByRole('dialog')
  for (const [name, value] of Object.entries(path)) {
    const row = dialog.getByRole('row', { name: `Include ${name} in request` })
    await type(row.getByRole('combobox', { name: 'Value' }), value)
  }
  return dialog
}

/** Sends the request and returns the status and the body that the page shows. */
export async function sendRequest(dialog: Locator): Promise<{ status: string; body: string }> {
  await dialog.getByRole('button', { name: /^Send \w+ request to / }).click()
  const response = dialog.getByRole('region', { name: 'Response', exact: true })
  const status = await response.getByRole('link', { name: /^\d{3} / }).textContent()
  const bodyText = response.getByRole('region', { name: 'Body' }).getByRole('textbox')
  return { status: status?.trim() ?? '', body: (await bodyText.textContent()) ?? '' }
}
