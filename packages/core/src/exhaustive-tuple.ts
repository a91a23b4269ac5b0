/** A tuple that has every member of a union once, in any order: a list that lacks one does not compile. */
export type ExhaustiveTuple<Union, Member = Union> = [Union] extends [never]
  ? []
  : Member extends Union
    ? [Member, ...ExhaustiveTuple<Exclude<Union, Member>>]
    : never
