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

/** What stands first is what is offered first: the newest resource version. */
function sortNewestFirst(message: WithContent): void {
  const entries = Object.entries(message.content ?? {})
  message.content = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? 1 : -1)))
}

/**
 * Lets the reader choose the resource version, by a parameter that OpenAPI itself leaves to the media types. In small
 * letters it takes the place of the header that Scalar makes of all of them; in others it is sent beside it.
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
      description: 'The resource version to answer in.',
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

/** Scalar makes of a parameter's examples the only values that can be sent. */
function removeParameterExamples(document: Document): void {
  for (const parameter of Object.values(document.components?.parameters ?? {})) {
    if (isReference(parameter) || !parameter.schema || !isReference(parameter.schema)) continue
    parameter.schema = { ...getSchema(document, refName(parameter.schema)) }
    Reflect.deleteProperty(parameter.schema, 'examples')
  }
}

/** Every URL is on the server that serves the page, relative to the URL of the document. */
function useRelativeServer(document: Document): void {
  document.servers = [{ url: '.', description: 'The server of this page', variables: {} }]
  for (const scheme of Object.values(document.components?.securitySchemes ?? {})) {
    const flow = 'flows' in scheme ? scheme.flows.clientCredentials : undefined
    if (flow?.tokenUrl) flow.tokenUrl = new URL(flow.tokenUrl).pathname.slice(1)
  }
}

/** The OpenAPI document as the page needs it. It says the same, but for where the server is. */
export function pageDocument(): Document {
  const document = readDocument()
  document.info.description = `${document.info.description}\n${tryItDescription}`
  // Code samples show the first.
  document.security?.reverse()
  addVersionParameters(document)
  removeParameterExamples(document)
  useRelativeServer(document)
  return document
}
