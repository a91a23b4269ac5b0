import {
  getSchema,
  isReference,
  listOperations,
  readDocument,
  refName,
} from '@export-buckets/codegen/document'

type Document = ReturnType<typeof readDocument>
/** A response or a request body. */
interface WithContent {
  content?: Record<string, unknown>
}

const tryItDescription = `
To try a request, authorize with a service account, or choose DigestAuth and enter the public and the private key of an
API key; then press *Test Request*. It goes to the server of this page, and to no other. Credentials are kept in the
memory of the page. The code samples write an API key as Basic: with curl, use \`--digest --user\` instead.
`

function hasContent(value: unknown): value is WithContent {
  return typeof value === 'object' && value !== null && 'content' in value
}

const isVendorType = (mediaType: string) => mediaType.startsWith('application/vnd.')

/** Sorts media types, because the page selects the first one: the newest resource version. */
function sortNewestFirst(message: WithContent): void {
  const entries = Object.entries(message.content ?? {})
  message.content = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? 1 : -1)))
}

/**
 * Returns a parameter to select the resource version, which OpenAPI expresses only by media types. Its lower-case name replaces
 * the `accept` header that Scalar creates; any other spelling would send both.
 */
function acceptParameter(messages: readonly unknown[]) {
  const mediaTypes = messages.flatMap((message) =>
    hasContent(message) ? Object.keys(message.content ?? {}).filter(isVendorType) : [],
  )
  const [newest] = mediaTypes
  if (newest === undefined) return []
  return [
    {
      name: 'accept',
      in: 'header' as const,
      required: true,
      description: 'The resource version of the response.',
      schema: { type: 'string' as const, enum: mediaTypes, default: newest },
    },
  ]
}

function addVersionParameters(document: Document): void {
  for (const { operation } of listOperations(document)) {
    const responses = Object.values(operation.responses ?? {})
    for (const message of [operation.requestBody, ...responses]) {
      if (hasContent(message)) sortNewestFirst(message)
    }
    const parameters = [...(operation.parameters ?? []), ...acceptParameter(responses)]
    if (parameters.length > 0) operation.parameters = parameters
  }
}

/** Removes examples, because Scalar allows no other values than a parameter's examples. */
function removeParameterExamples(document: Document): void {
  for (const parameter of Object.values(document.components?.parameters ?? {})) {
    if (isReference(parameter) || !parameter.schema || !isReference(parameter.schema)) continue
    parameter.schema = { ...getSchema(document, refName(parameter.schema)) }
    Reflect.deleteProperty(parameter.schema, 'examples')
  }
}

/** Replaces the servers by the server of the page, relative to the URL of the document. */
function useRelativeServer(document: Document): void {
  document.servers = [{ url: '.', description: 'The server of this page', variables: {} }]
  for (const scheme of Object.values(document.components?.securitySchemes ?? {})) {
    const flow = 'flows' in scheme ? scheme.flows.clientCredentials : undefined
    if (flow?.tokenUrl) flow.tokenUrl = new URL(flow.tokenUrl).pathname.slice(1)
  }
}

/** Returns the OpenAPI document for the page. It describes the same API on the server of the page. */
export function pageDocument(): Document {
  const document = readDocument()
  document.info.description = `${document.info.description}\n${tryItDescription}`
  // Code samples use the first security scheme.
  document.security?.reverse()
  addVersionParameters(document)
  removeParameterExamples(document)
  useRelativeServer(document)
  return document
}
