/** The credentials that stand in the pact. They open nothing: at verification real ones go in their place. */
export const validToken = 'access-token'
/** A token that is to stay as bad as it is. */
export const revokedToken = 'revoked-token'
/** The public key of a Digest that is to be signed anew. */
export const validPublicKey = 'consumer'
