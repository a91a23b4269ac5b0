/** The protection space of Digest and Basic, as recorded. API keys are stored hashed with it. */
export const realm = 'MMS Public API'
