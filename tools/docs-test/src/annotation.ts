// biome-ignore format: fewer lines
const attributes = [
  'on', 'skip', 'because', 'run', 'replace', 'before', 'starts', 'shell', 'needs',
  'prints', 'file', 'check', 'after',
] as const
const repeatableAttributes = ['replace', 'file']
const allowedWithSkip = ['on', 'skip', 'file', 'check']
const languages = ['sh', 'yaml', 'ts']

/**
 * The names of attributes. Patterns are regular expressions.
 *
 * - `on`: a pattern of the commands that the annotation is for. Default: all commands of the block
 * - `skip`: why the command does not run
 * - `because`: why another command runs instead
 * - `run`: the other command; `$&` is the command of the document
 * - `replace`: a replacement in the command or example, `pattern => replacement`
 * - `before`: the function of `preparations` in `checks.ts` that runs before the command
 * - `starts`: the command is a server, and this is a pattern of the line after which `check` runs and the server stops
 * - `shell`: the shell. Default: `sh`
 * - `needs`: a program without which the command is not verified
 * - `prints`: a pattern of standard output
 * - `file`: a file that exists after the command, then a pattern of its content
 * - `check`: a function of `checks` in `checks.ts`, then its argument
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
 * @throws Error when it is invalid, or has an attribute that blocks of `language` do not have
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
      if (values.length > 0 && !repeatableAttributes.includes(name))
        throw new Error(`duplicate ${name} in: ${text}`)
      annotation.set(name, [...values, double ?? single])
      return ''
    },
  )
  if (rest.trim() !== '' || annotation.size === 0)
    throw new Error(`expected name="value", got "${rest.trim()}" in: ${text}`)
  const unsupported = [...annotation.keys()].filter((name) => !allowedWithSkip.includes(name))
  if (annotation.has('skip') && unsupported.length > 0)
    throw new Error(`${unsupported.join(', ')} does nothing with skip: ${text}`)
  return annotation
}

/** Applies every `replace` of an annotation to a text. @throws Error when a pattern does not match. */
export function replaceParts(text: string, annotation: Annotation): string {
  return (annotation.get('replace') ?? []).reduce((current, each) => {
    const [pattern = '', replacement] = each.split(/ => ?(.*)/s)
    if (replacement === undefined)
      throw new Error(`expected "pattern => replacement", got "${each}"`)
    if (!new RegExp(pattern, 'm').test(current)) throw new Error(`${pattern} is not in: ${current}`)
    return current.replace(new RegExp(pattern, 'm'), replacement)
  }, text)
}
