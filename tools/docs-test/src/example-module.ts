/** The declarations that examples omit, by name. */
const declarations: Readonly<Record<string, string>> = {
  AuthStrategy: "import type { AuthStrategy } from '@export-buckets/client'",
  createApp: "import { createApp } from '@export-buckets/edge'",
  atlas: `import { createClient as clientOf, serviceAccount as accountOf } from '@export-buckets/client'
const atlas = clientOf({
  auth: accountOf({
    clientId: process.env['MONGODB_ATLAS_CLIENT_ID'] ?? '',
    clientSecret: process.env['MONGODB_ATLAS_CLIENT_SECRET'] ?? '',
  }),
})`,
  store: `import { memoryStore as storeInMemory } from '@export-buckets/edge/store/memory'
const store = storeInMemory()`,
  clientId: "const clientId = process.env['MONGODB_ATLAS_CLIENT_ID'] ?? ''",
  clientSecret: "const clientSecret = process.env['MONGODB_ATLAS_CLIENT_SECRET'] ?? ''",
  publicKey: "const publicKey = process.env['MONGODB_ATLAS_PUBLIC_API_KEY'] ?? ''",
  privateKey: "const privateKey = process.env['MONGODB_ATLAS_PRIVATE_API_KEY'] ?? ''",
  groupId: "const groupId = process.env['MONGODB_ATLAS_PROJECT_ID'] ?? ''",
  exportBucketId: "const exportBucketId = process.env['EXPORT_BUCKET_ID_AWS'] ?? ''",
  iamRoleId: `const { awsIamRoles = [] } = await atlas.cloudProviderAccess.list({ groupId })
const iamRoleId = awsIamRoles[0]?.roleId ?? ''`,
  password: "const password = 'password of abcdefgh'",
  readToken: "const readToken = async () => 'a token'",
  secret: 'const secret = crypto.getRandomValues(new Uint8Array(32))',
  text: `const text = '{"_id":"32b6e34b3d91647abb20e7b8","bucketName":"exports","cloudProvider":"GCP","roleId":"32b6e34b3d91647abb20e7b8"}'`,
  token: "const token = '0123456789abcdef'",
}

const identifierPattern = (name: string) => new RegExp(`(?<![\\w.'/-])${name}(?![\\w'/-])`)

/** Returns the names that a module imports or declares at its top. */
function listDeclaredNames(code: string): string[] {
  const imported = code.matchAll(/^import (?:type )?\{([^}]*)\}/gm)
  const declared = code.matchAll(/^(?:const|let) (?:\{([^}]*)\}|(\w+))/gm)
  return [...imported, ...declared].flatMap(([, list, name]) =>
    (name ?? list ?? '').split(',').map((each) => each.trim()),
  )
}

/** Returns an example as a module, with the declarations that it omits. */
export function toModule(code: string): string {
  const names = listDeclaredNames(code)
  const missing = Object.keys(declarations).filter(
    (name) => !names.includes(name) && identifierPattern(name).test(code),
  )
  return [...missing.map((name) => declarations[name]), code, 'export {}\n'].join('\n')
}
