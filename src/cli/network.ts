type NetworkError = Readonly<{ code: string; message: string }>;

/** Whether the system says so of the network or the socket; anything else that is thrown is a fault of ours. */
export function isNetworkError(error: unknown): error is NetworkError {
  if (!(error instanceof Error && "code" in error && typeof error.code === "string")) return false;
  // Node's own complaints have an underscore (ERR_INVALID_ARG_TYPE); the system's have none.
  return error.code in NETWORK_ERRORS || /^E[A-Z0-9]+$/.test(error.code);
}

const NETWORK_ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nobody listens there (connection refused)",
  ECONNRESET: "the peer reset the connection",
  EPIPE: "the peer is gone",
  EADDRINUSE: "somebody else listens there",
  EADDRNOTAVAIL: "this machine has no such address",
  EACCES: "this user may not",
  ETIMEDOUT: "the network gave no answer in time",
  ENOTFOUND: "there is no host of that name",
  EHOSTUNREACH: "there is no way to that host",
  ENETUNREACH: "there is no way to that network",
  ERR_STREAM_PREMATURE_CLOSE: "the connection broke off",
};

/** What happened to the network, in words. */
export function networkError(error: Error | NetworkError): string {
  return ("code" in error ? NETWORK_ERRORS[error.code] : undefined) ?? error.message;
}
