/** The packages with compiled parts: never bundled, always shipped beside the app's own code. */
export const nativePackages = ['@photostructure/sqlite', 'keytar'] as const;
