/** What one page takes in: enough for any chain and for a whole store of roots, and no more. */

export const MAX_FILE_BYTES = 1024 * 1024;
export const MAX_TOTAL_BYTES = 4 * 1024 * 1024;
export const MAX_FILES = 200;
export const MAX_ITEMS = 1000;

/** Sentences about one text or file; what more there is to say, their number says. */
export const MAX_REMARKS = 8;

/** Base64 in base64 in base64: a Kubernetes secret needs one, and nobody needs more than this. */
export const MAX_WRAPPINGS = 2;

/** Digits of base64 that are read in vain before looking for more of it is given up. */
export const MAX_EFFORT = 2 * 1024 * 1024;
