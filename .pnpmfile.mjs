/** Scalar's browser build contains its dependencies: installing them again would take 260 MB. */
export const hooks = {
  readPackage: (manifest) =>
    manifest.name === '@scalar/api-reference' ? { ...manifest, dependencies: {} } : manifest,
}
