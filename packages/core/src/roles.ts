import type { ExhaustiveTuple } from './exhaustive-tuple.ts'

/**
 * The project roles that the operations of this resource ask for: the name on the wire and the label in MongoDB's
 * documentation. Atlas knows more roles; a caller may hold any of them.
 */
const roleLabels = {
  GROUP_READ_ONLY: 'Project Read Only',
  GROUP_BACKUP_MANAGER: 'Project Backup Manager',
  GROUP_OWNER: 'Project Owner',
} as const

/** A project role that an operation of this resource can ask for, as it is called on the wire. */
export type Role = keyof typeof roleLabels

/** Every {@link Role}. */
export const roles: readonly Role[] = [
  'GROUP_READ_ONLY',
  'GROUP_BACKUP_MANAGER',
  'GROUP_OWNER',
] satisfies ExhaustiveTuple<Role>

/**
 * The role that MongoDB's documentation calls by `label`, or `undefined`.
 *
 * @param label - for example `Project Read Only`, as in `x-rolesRequirements` of the OpenAPI document
 */
export function roleFromLabel(label: string | undefined): Role | undefined {
  return roles.find((role) => roleLabels[role] === label)
}

/**
 * Whether somebody who holds these roles in a project may do what needs `required`.
 * Project Owner includes every project role; no other role includes another.
 *
 * @param callerRoles - role names of one project as they are on the wire, unknown ones included
 * @param required - what the operation asks for
 */
export function grantsRole(callerRoles: readonly string[], required: Role): boolean {
  return callerRoles.includes(required) || callerRoles.includes('GROUP_OWNER')
}
