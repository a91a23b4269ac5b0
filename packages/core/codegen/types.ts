import openapiTS, {
  astToString,
  type OpenAPI3,
  type ReferenceObject,
  type SchemaObject,
} from 'openapi-typescript'
import ts from 'typescript'
import { getSchema, isReference, refName } from './document.ts'

type Properties = Record<string, SchemaObject | ReferenceObject>

/** Lists the schemas of ids and names. Their types are branded, because each has a validator in `ids.ts`. */
function listBrands(document: OpenAPI3): string[] {
  return Object.entries(document.components?.schemas ?? {})
    .filter(([, schema]) => 'pattern' in schema)
    .map(([name]) => name)
}

/** Replaces references to branded schemas by the schemas themselves. */
function inlineBrands(document: OpenAPI3, properties: Properties): void {
  const brands = listBrands(document)
  for (const [name, property] of Object.entries(properties)) {
    if (isReference(property) && brands.includes(refName(property))) {
      properties[name] = getSchema(document, refName(property))
    }
  }
}

/** Makes ids and names plain strings in requests. In responses they are branded, because Atlas guarantees their format. */
function withUnbrandedParameters(document: OpenAPI3): OpenAPI3 {
  const copy = structuredClone(document)
  for (const [name, schema] of Object.entries(copy.components?.schemas ?? {})) {
    if (name.includes('Request') && 'properties' in schema && schema.properties) {
      inlineBrands(document, schema.properties)
    }
  }
  for (const parameter of Object.values(copy.components?.parameters ?? {})) {
    if (!isReference(parameter) && isReference(parameter.schema)) {
      parameter.schema = getSchema(document, refName(parameter.schema))
    }
  }
  return copy
}

const documentation: Readonly<Record<string, string>> = {
  paths: 'Every path of the document with its operations, for openapi-fetch.',
  components: 'The schemas, responses, parameters and headers of the document, by name.',
}

function addDocumentation(node: ts.Node): ts.Node {
  const text = ts.isTypeAliasDeclaration(node) ? documentation[node.name.text] : undefined
  if (text === undefined) return node
  const kind = ts.SyntaxKind.MultiLineCommentTrivia
  return ts.addSyntheticLeadingComment(node, kind, `* ${text} `, true)
}

/** Generates the types of the document: `paths` for openapi-fetch, and `components` for the schemas. */
export async function generateTypes(document: OpenAPI3): Promise<string> {
  const brands = listBrands(document)
  const nodes = await openapiTS(withUnbrandedParameters(document), {
    alphabetize: true,
    exportType: true,
    silent: true,
    inject: `import type { ${brands.sort().join(', ')} } from './ids.ts'\n`,
    transform: (_schema, { path }) => {
      const brand = brands.find((name) => path === `#/components/schemas/${name}`)
      return brand === undefined ? undefined : ts.factory.createTypeReferenceNode(brand)
    },
  })
  return astToString(nodes.map(addDocumentation))
}
