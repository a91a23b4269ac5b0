import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { listOperations, readDocument } from '@export-buckets/codegen/document'
import { operationPath, operations, vendorMediaType } from '@export-buckets/core'
import { type Browser, openBrowser } from '@export-buckets/test-support/browser'
import { findChromium, noChromium } from '@export-buckets/test-support/chromium'
import { listen } from '@export-buckets/test-support/listen'
import { type Server, startServer } from '@export-buckets/test-support/start-server'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiPage } from '../src/api-page/api-page.ts'
import { hashSecret } from '../src/index.ts'
import { buckets, createTestApp, groupId } from './create-test-app.ts'
import {
  assertPageIsBuilt,
  authorize,
  enterApiKey,
  openOperation,
  openPage,
  sendRequest,
} from './open-page.ts'

/** The folder for screenshots, next to the test results. */
const results = join(import.meta.dirname, '..', '.results')
const chromium = await findChromium()
const operation = operations.getGroupBackupExportBucket
const summary = 'Return One Snapshot Export Bucket'
/** A host name that Scalar does not treat as local. */
const otherName = 'edge.internal'

describe.skipIf(chromium === undefined)(
  `the API page in a browser${chromium ? '' : ` (${noChromium})`}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'export-buckets-page-'))
    let server: Server
    let browser: Browser
    let credentials: Record<string, string | undefined>
    beforeAll(async () => {
      assertPageIsBuilt()
      server = await startServer(folder)
      credentials = parseEnv(readFileSync(join(folder, '.data', 'credentials.env'), 'utf8'))
      browser = await openBrowser(chromium, otherName)
    })
    afterAll(async () => {
      await browser?.[Symbol.asyncDispose]()
      await server?.stop()
      rmSync(folder, { recursive: true })
    })

    const getCredential = (name: string): string => {
      const value = credentials[name]
      if (value === undefined) throw new Error(`the server wrote no ${name}`)
      return value
    }
    const bucketParams = (provider: 'AWS' | 'AZURE') => ({
      groupId: getCredential('MONGODB_ATLAS_PROJECT_ID'),
      exportBucketId: getCredential(`EXPORT_BUCKET_ID_${provider}`),
    })
    const open = async (hostname: string) => {
      const url = new URL(server.url)
      url.hostname = hostname
      return { ...(await openPage(await browser.context.newPage(), url.href)), origin: url.origin }
    }

    test('the server announces the page when it starts', () => {
      expect(server.startupMessage).toContain('Open it in a browser')
    })

    test('the page lists every operation under its tag, in the order of the steps of an export', async () => {
      const { page, faults } = await open('127.0.0.1')
      const operationsByTag = Map.groupBy(
        listOperations(readDocument()).filter(
          ({ operation: { operationId = '' } }) => operationId in operations,
        ),
        ({ operation: { tags = [] } }) => tags[0],
      )
      const steps = ['Cloud Provider Access', 'Export Buckets', 'Snapshots', 'Export Jobs']
      const endpointLists = page.getByRole('list', { name: / endpoints$/ })
      await endpointLists.first().waitFor()
      const names = await endpointLists.evaluateAll((lists) =>
        lists.map((list) => list.getAttribute('aria-label')),
      )
      expect(names).toEqual(
        ['Clusters', ...steps, 'Backup Schedules', 'OAuth'].map((tag) => `${tag} endpoints`),
      )
      for (const [tag, tagged] of operationsByTag) {
        const listedEndpoints = page
          .getByRole('list', { name: `${tag} endpoints` })
          .getByRole('listitem')
        await listedEndpoints.first().waitFor()
        const texts = (await listedEndpoints.allTextContents()).map((text) =>
          text.replaceAll(/\s/g, ''),
        )
        expect(texts.toSorted()).toEqual(
          tagged.map(({ method, path }) => `${method.toLowerCase()}${path}`).toSorted(),
        )
      }
      await page.screenshot({ path: join(results, 'api-page-top.png'), animations: 'disabled' })
      expect(faults).toEqual([])
      await page.close()
    })

    test('the browser prevents the page from calling other servers', async () => {
      const { page, faults } = await open('127.0.0.1')
      const otherOrigin = server.url.replace('127.0.0.1', otherName)
      const call = page.evaluate(
        (url) => fetch(url, { mode: 'no-cors' }).then(String, String),
        otherOrigin,
      )
      expect(await call).toBe('TypeError: Failed to fetch')
      expect(faults).toContainEqual(expect.stringContaining("connect-src 'self'"))
      await page.close()
    })

    test.each(['127.0.0.1', otherName])(
      'on %s, the page sends a request with a service account and calls no other server',
      async (hostname) => {
        const { page, requests, faults, origin } = await open(hostname)
        await authorize(
          page,
          getCredential('MONGODB_ATLAS_CLIENT_ID'),
          getCredential('MONGODB_ATLAS_CLIENT_SECRET'),
        )
        const path = bucketParams('AZURE')
        const { status, body } = await sendRequest(await openOperation(page, summary, path))
        expect(status).toBe('200 OK')
        expect(JSON.parse(body)).toMatchObject({ _id: path.exportBucketId, cloudProvider: 'AZURE' })
        await page.screenshot({ path: join(results, 'api-page.png'), animations: 'disabled' })

        const lastRequest = requests.at(-1)
        expect(new URL(lastRequest?.url() ?? '').pathname).toBe(operationPath(operation, path))
        expect(await lastRequest?.allHeaders()).toMatchObject({
          accept: vendorMediaType('2024-05-30'),
          authorization: expect.stringMatching(/^Bearer /),
        })
        const origins = requests.map((request) => new URL(request.url()).origin)
        expect(new Set(origins)).toEqual(new Set([origin]))
        expect(faults).toEqual([])
        await page.close()
      },
    )

    test.each(['/atlas', '/atlas/'])(
      'the page works in an app that is mounted at %s',
      async (entryPath) => {
        const { app, store } = await createTestApp({ page: apiPage() })
        await store.saveServiceAccount({
          clientId: 'mdb_sa_id_page',
          secretHash: hashSecret('mdb_sa_sk_page'),
          grants: [{ groupId, roles: ['GROUP_READ_ONLY'] }],
        })
        const origin = await listen(getRequestListener(new Hono().route('/atlas', app).fetch))
        const { page, requests, faults } = await openPage(
          await browser.context.newPage(),
          origin + entryPath,
        )
        await authorize(page, 'mdb_sa_id_page', 'mdb_sa_sk_page')
        const [aws] = buckets
        const path = { groupId, exportBucketId: aws?._id ?? '' }
        const { status, body } = await sendRequest(await openOperation(page, summary, path))
        expect(status).toBe('200 OK')
        expect(JSON.parse(body)).toMatchObject({ _id: path.exportBucketId })
        for (const request of requests) expect(request.url()).toMatch(`${origin}/atlas`)
        expect(faults).toEqual([])
        await page.close()
      },
    )

    test('the page sends an API key with Digest, and the version that the user chose', async () => {
      const { page, requests, faults } = await open(otherName)
      await enterApiKey(
        page,
        getCredential('MONGODB_ATLAS_PUBLIC_API_KEY'),
        getCredential('MONGODB_ATLAS_PRIVATE_API_KEY'),
      )
      const path = bucketParams('AWS')
      const dialog = await openOperation(page, summary, path)
      await dialog.getByRole('button', { name: vendorMediaType('2024-05-30'), exact: true }).click()
      await page.getByRole('menuitem', { name: vendorMediaType('2023-01-01') }).click()
      const { status, body } = await sendRequest(dialog)
      expect(status).toBe('200 OK')
      expect(JSON.parse(body)).toMatchObject({ _id: path.exportBucketId, region: 'us-east-1' })

      expect(await requests.at(-1)?.allHeaders()).toMatchObject({
        accept: vendorMediaType('2023-01-01'),
        authorization: expect.stringMatching(/^Digest /),
      })
      const authorizations = requests.map((request) => request.headers()['authorization'] ?? '')
      expect(authorizations.filter((value) => value.startsWith('Basic'))).toEqual([])
      // The challenge, which browsers report on the console.
      expect(faults).toEqual([expect.stringContaining('status of 401')])
      await page.close()
    })
  },
)
