/** An option of a command. Parsing and help read it. */
export interface Option {
  /** Without its dashes. */
  readonly name: string
  readonly short?: string
  /** What stands for the value in the help; absent for an option that is there or not. */
  readonly value?: string
  readonly about: string
  /** The environment variable that holds the value where the option is not given. */
  readonly variable?: string
  /** May be given several times. */
  readonly repeatable?: true
}
