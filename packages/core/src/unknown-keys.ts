import { getOwn } from './get-own.ts'
import type { Schema } from './schema.ts'
import { findObjectSchema, maxIssues, type Path } from './schema-validator.ts'
import type { Issue } from './validator.ts'

function collectUnknownKeys(schema: Schema, value: unknown, path: Path, issues: Issue[]): void {
  const collectInner = (key: string | number, innerSchema: Schema, innerValue: unknown) => {
    path.push(key)
    collectUnknownKeys(innerSchema, innerValue, path, issues)
    path.pop()
  }
  if (schema.type === 'array' && Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (issues.length >= maxIssues) return
      collectInner(index, schema.items, item)
    }
  }
  const object = findObjectSchema(schema, value)
  if (object === undefined) return
  for (const [key, member] of Object.entries(Object(value))) {
    if (issues.length >= maxIssues) return
    const memberSchema = getOwn(object.properties, key)
    if (memberSchema !== undefined) collectInner(key, memberSchema, member)
    else if (member !== undefined && !object.additionalProperties) {
      issues.push({ path: [...path, key], code: 'unknown', message: 'unknown field' })
    }
  }
}

/** Returns an issue for each unknown key at any depth, at most about 100. */
export function unknownKeyIssues(schema: Schema, value: unknown): Issue[] {
  const issues: Issue[] = []
  collectUnknownKeys(schema, value, [], issues)
  return issues
}
