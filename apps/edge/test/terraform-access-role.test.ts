import { describe, expect, test } from 'vitest'
import { createTestApp, groupId, roleIds } from './create-test-app.ts'
import {
  arn,
  authorize,
  configs,
  createSetup,
  readAuthorization,
  readSetup,
  version,
} from './terraform-access-role.ts'
import { callSdk, SdkError } from './terraform-sdk.ts'

const providers = ['AWS', 'AZURE', 'GCP'] as const

describe('mongodbatlas_cloud_provider_access_setup and _authorization', () => {
  test.each(providers)(
    'a role of %s is created, authorized, planned without a change and destroyed',
    async (providerName) => {
      const testApp = await createTestApp()
      const { setup, authorization } = configs[providerName]
      const { state } = await createSetup(testApp, providerName)
      const { role_id } = state
      expect(state).toMatchObject({ ...setup, provider_name: providerName })
      expect(state.created_date).toBe('2026-11-24T12:00:00Z')
      expect(await readSetup(testApp, role_id), 'the setup is refreshed').toEqual(state)

      testApp.clock.now += 5000
      const authorized = (await authorize(testApp, role_id)).state
      expect(authorized).toMatchObject({ ...authorization, role_id, feature_usages: [] })
      expect(await readAuthorization(testApp, role_id), 'it is refreshed').toEqual(authorized)

      const refreshed = await readSetup(testApp, role_id)
      // A computed attribute, whose change is not planned: Azure's date of the last update.
      const ignored = { last_updated_date: undefined }
      expect({ ...refreshed, ...ignored }).toEqual({ ...state, ...ignored })
      testApp.clock.now += 3_600_000
      expect(await readSetup(testApp, role_id), 'a second plan').toEqual(refreshed)
      expect(await readAuthorization(testApp, role_id), 'a second plan').toEqual(authorized)

      // The provider sends no request to destroy the authorization.
      const path = { cloudProvider: providerName, roleId: role_id }
      await callSdk(testApp, 'deauthorizeGroupCloudProviderAccessRole', { path, version })
      expect(await readSetup(testApp, role_id)).toBeUndefined()
      expect(await readAuthorization(testApp, role_id)).toBeUndefined()
    },
  )

  test('the setup of an AWS role has what a trust policy needs', async () => {
    const { state } = await createSetup(await createTestApp(), 'AWS')
    const atlas_aws_account_arn = expect.stringMatching(/^arn:aws:iam::\d{12}:root$/)
    const atlas_assumed_role_external_id = expect.stringMatching(/^[0-9a-f-]{36}$/)
    expect(state).toMatchObject({
      aws_config: [{ atlas_aws_account_arn, atlas_assumed_role_external_id }],
    })
  })

  test('the setup of a Google Cloud role waits for its service account', async () => {
    const testApp = await createTestApp({ simulation: { roleSeconds: 60 } })
    const { state, states } = await createSetup(testApp, 'GCP')
    expect(states).toEqual(['IN_PROGRESS', 'COMPLETE'])
    const service_account_for_atlas = expect.stringMatching(/@.+\.iam\.gserviceaccount\.com$/)
    expect(state).toMatchObject({ gcp_config: [{ status: 'COMPLETE', service_account_for_atlas }] })
    expect(await readSetup(testApp, state.role_id), 'it is refreshed').toEqual(state)
  })

  test('an authorization is repeated while Atlas cannot assume the role', async () => {
    const testApp = await createTestApp({ simulation: { roleSeconds: 15 } })
    const { role_id } = (await createSetup(testApp, 'AWS')).state
    const { attempts, state } = await authorize(testApp, role_id)
    expect(attempts).toBe(3)
    expect(state).toMatchObject({ ...configs.AWS.authorization, role_id })
    expect(await readAuthorization(testApp, role_id), 'it is refreshed').toEqual(state)
  })

  test('an authorization fails after three attempts, and the next one succeeds', async () => {
    const testApp = await createTestApp({ simulation: { roleSeconds: 40 } })
    const { role_id } = (await createSetup(testApp, 'AWS')).state
    const failure = authorize(testApp, role_id)
    await expect(failure).rejects.toThrow(SdkError)
    await expect(failure).rejects.toThrow('HTTP 400 (Error code: "CANNOT_ASSUME_ROLE")')
    testApp.clock.now += 10_000
    expect((await authorize(testApp, role_id)).attempts).toBe(1)
  })

  test('the update of an authorization replaces the ARN of the role', async () => {
    const testApp = await createTestApp()
    const { role_id } = (await createSetup(testApp, 'AWS')).state
    await authorize(testApp, role_id)
    const iam_assumed_role_arn = `${arn}-2`
    const { state } = await authorize(testApp, role_id, iam_assumed_role_arn)
    expect(state).toMatchObject({ aws: [{ iam_assumed_role_arn }] })
    expect(await readAuthorization(testApp, role_id), 'it is refreshed').toEqual(state)
  })

  test.each(providers)(
    'the authorization of a role of %s has the buckets that use it',
    async (provider) => {
      const testApp = await createTestApp()
      const state = await readAuthorization(testApp, roleIds[provider])
      const feature_id = { project_id: groupId, bucket_name: '' }
      expect(state?.feature_usages).toEqual([{ feature_type: 'EXPORT_SNAPSHOT', feature_id }])
      expect(await readAuthorization(testApp, roleIds[provider]), 'a second plan').toEqual(state)
    },
  )
})
