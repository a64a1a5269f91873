/** What a peer can make us do: nothing that it sends takes longer than these allow. */

/** Certificates in one message; larger lists are refused unread. */
export const MAX_PRESENTED = 10;

/** Certificates of a path, the end-entity certificate and the trust anchor included. */
export const MAX_PATH = 8;

/** Links between a certificate and a possible issuer that one search looks at. */
export const MAX_LINKS = 64;

/** Paths to a trust anchor that are judged before one is given up on. */
export const MAX_CANDIDATES = 4;
