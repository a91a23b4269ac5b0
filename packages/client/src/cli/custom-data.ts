import type { BodyFlag, Label } from './command.ts'

/** Converts the values of `--customData` to labels. As in the Atlas CLI, a value may have several, separated by commas. */
export function toLabels(values: readonly string[]): Label[] {
  return values
    .flatMap((text) => text.split(/,(?=[^,=]+=)/))
    .map((text) => {
      const [key = '', ...rest] = text.split('=')
      return { key, value: rest.join('=') }
    })
}

/** The flag for the labels of an export. */
export const customDataFlag: BodyFlag = {
  name: 'customData',
  valueName: 'KEY=VALUE',
  description: 'a label for the .complete file of the export',
  multiple: true,
  validate: (text) =>
    /^[^,=]+=/.test(text) ? undefined : `expected KEY=VALUE, got ${JSON.stringify(text)}`,
  toField: toLabels,
}
