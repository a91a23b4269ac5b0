const roleNames = ['GROUP_READ_ONLY', 'GROUP_BACKUP_MANAGER', 'GROUP_OWNER'] as const

/** The API name of a project role that an operation can require. Atlas has more roles; a caller may have any of them. */
export type Role = (typeof roleNames)[number]

/** Every {@link Role}. */
export const roles: readonly Role[] = roleNames

/** The labels of the roles in MongoDB's documentation. */
const roleLabels: Readonly<Record<Role, string>> = {
  GROUP_READ_ONLY: 'Project Read Only',
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
 * Returns whether a caller with these roles has the required one.
 * Project Owner includes every project role; no other role includes another.
 *
 * @param callerRoles - the API names of the caller's roles in one project, unknown ones included
 * @param required - the role that the operation requires
 */
export function grantsRole(callerRoles: readonly string[], required: Role): boolean {
  return callerRoles.includes(required) || callerRoles.includes('GROUP_OWNER')
}
