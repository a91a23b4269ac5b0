// biome-ignore format: fewer lines
const attributes = [
  'on', 'skip', 'because', 'run', 'replace', 'before', 'starts', 'shell', 'needs',
  'prints', 'file', 'check', 'after',
] as const
const repeatable = ['replace', 'file']
const ofSkipped = ['on', 'skip', 'file', 'check']
const languages = ['sh', 'yaml', 'ts']

/**
 * - `on`: the commands of the block that the annotation is for, a pattern; every command where absent
 * - `skip`: why the command is not run
 * - `because`: why something else is run
 * - `run`: what is run instead; `$&` is the document's command
 * - `replace`: a part that is replaced, `pattern => replacement`
 * - `before`: a function of `checks.ts` that prepares the clone
 * - `starts`: the line of a server's output, a pattern, after which `check` runs and the server is stopped
 * - `shell`: the shell; `sh` where absent
 * - `needs`: a program; where it is not installed, the command is not verified
 * - `prints`: a pattern of standard output
 * - `file`: a file that exists afterwards, then a pattern of its content
 * - `check`: a function of `checks.ts`, then its argument
 * - `after`: TypeScript that runs after an example, in its module
 */
export type Attribute = (typeof attributes)[number]

/** The values of each attribute. */
export type Annotation = ReadonlyMap<Attribute, readonly string[]>

function isAttribute(name: string): name is Attribute {
  return attributes.some((attribute) => attribute === name)
}

/**
 * Parses an annotation, `<!-- test: name="value" name='value' -->`. Values are not empty and have no escapes.
 *
 * @throws Error when it is invalid, or has an attribute that `language` does not have.
 */
export function parseAnnotation(text: string, language: string): Annotation {
  if (!languages.includes(language)) throw new Error(`"${language}" blocks are not tested: ${text}`)
  const annotation = new Map<Attribute, string[]>()
  const rest = text.replaceAll(
    /\s*([\w-]+)=(?:"([^"]+)"|'([^']+)')/gy,
    (_, name, double, single) => {
      if (!isAttribute(name)) throw new Error(`unknown attribute ${name} in: ${text}`)
      if (name !== 'replace' && (language === 'ts') !== (name === 'after'))
        throw new Error(`${name} is not an attribute of ${language} blocks: ${text}`)
      const values = annotation.get(name) ?? []
      if (values.length > 0 && !repeatable.includes(name))
        throw new Error(`duplicate ${name} in: ${text}`)
      annotation.set(name, [...values, double ?? single])
      return ''
    },
  )
  if (rest.trim() !== '' || annotation.size === 0)
    throw new Error(`expected name="value", got "${rest.trim()}" in: ${text}`)
  const useless = [...annotation.keys()].filter((name) => !ofSkipped.includes(name))
  if (annotation.has('skip') && useless.length > 0)
    throw new Error(`${useless.join(', ')} does nothing with skip: ${text}`)
  return annotation
}

/** Returns the text after every `replace` of the annotation. @throws Error when a pattern does not match. */
export function replaceParts(text: string, annotation: Annotation): string {
  return (annotation.get('replace') ?? []).reduce((current, each) => {
    const [pattern = '', replacement] = each.split(/ => ?(.*)/s)
    if (replacement === undefined)
      throw new Error(`expected "pattern => replacement", got "${each}"`)
    if (!new RegExp(pattern, 'm').test(current)) throw new Error(`${pattern} is not in: ${current}`)
    return current.replace(new RegExp(pattern, 'm'), replacement)
  }, text)
}
