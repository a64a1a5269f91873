/** What a peer can make us do: nothing that it sends takes longer than these allow. */

/** Certificates in one message; larger lists are refused unread. */
export const MAX_PRESENTED = 128;

/** Certificates of a path, the end-entity certificate and the trust anchor included. */
export const MAX_PATH = 8;

/** Steps from a certificate to a possible issuer that one search takes. */
export const MAX_STEPS = 512;

/** Signatures that one search verifies, to tell issuers of one name apart. */
export const MAX_SEARCH_SIGNATURES = 128;

/** Paths to a trust anchor that are judged before one is given up on. */
export const MAX_CANDIDATES = 64;

/** Comparisons of a name with a name constraint on one path: about 20 ms. */
export const MAX_NAME_COMPARISONS = 100_000;

/** Nodes of the policy graph on one path, and edges between them. */
export const MAX_POLICY_NODES = 20_000;
