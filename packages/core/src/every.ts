/** A tuple that has every member of a union once, in any order: a list that lacks one does not compile. */
export type Every<Union, Each = Union> = [Union] extends [never]
  ? []
  : Each extends Union
    ? [Each, ...Every<Exclude<Union, Each>>]
    : never
