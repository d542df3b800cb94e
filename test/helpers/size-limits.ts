/** In KB of 1,000 bytes. What has grown beyond was meant to, or is looked for. */
export const SIZE_LIMITS = {builtFile: 1350, tarball: 650} as const;
