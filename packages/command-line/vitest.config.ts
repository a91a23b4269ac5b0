import { sharedConfig } from '../../vitest.base.ts'

export default sharedConfig
