import { getOwn } from './get-own.ts'

const roleNames = [
  'GROUP_READ_ONLY',
  'GROUP_BACKUP_CREATOR',
  'GROUP_BACKUP_EXPORT_OPERATOR',
  'GROUP_BACKUP_MANAGER',
  'GROUP_OWNER',
] as const

/** The API name of a project role that an operation can require. Atlas has more roles; a caller may have any of them. */
export type Role = (typeof roleNames)[number]

/** Every {@link Role}. */
export const roles: readonly Role[] = roleNames

/** The labels of the roles in MongoDB's documentation. */
const roleLabels: Readonly<Record<Role, string>> = {
  GROUP_READ_ONLY: 'Project Read Only',
  GROUP_BACKUP_CREATOR: 'Project Backup Creator',
  GROUP_BACKUP_EXPORT_OPERATOR: 'Project Backup Export Operator',
  GROUP_BACKUP_MANAGER: 'Project Backup Manager',
  GROUP_OWNER: 'Project Owner',
}

/**
 * Returns the role with this label in MongoDB's documentation, or `undefined` when there is none.
 *
 * @param label - for example `Project Read Only`, as in `x-rolesRequirements` of the OpenAPI document
 */
export function roleFromLabel(label: string | undefined): Role | undefined {
  return roles.find((role) => roleLabels[role] === label)
}

/**
 * The roles that include others. Project Owner includes every project role. That Project Backup Manager includes the other two
 * is our reading of MongoDB's list of roles, and is not recorded.
 */
const includedRoles: Readonly<Record<string, readonly Role[]>> = {
  GROUP_OWNER: roleNames,
  GROUP_BACKUP_MANAGER: ['GROUP_BACKUP_CREATOR', 'GROUP_BACKUP_EXPORT_OPERATOR'],
}

function includesRole(role: string, required: Role): boolean {
  return role === required || getOwn(includedRoles, role)?.includes(required) === true
}

/**
 * Returns whether a caller with these roles has the required one, or one that includes it.
 *
 * @param callerRoles - the API names of the caller's roles in one project, unknown ones included
 * @param required - the role that the operation requires
 */
export function grantsRole(callerRoles: readonly string[], required: Role): boolean {
  return callerRoles.some((role) => includesRole(role, required))
}
