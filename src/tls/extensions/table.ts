import type { ExtensionName } from "../codepoints.ts";
import { applicationProtocols } from "./applicationProtocols.ts";
import { certificateAuthorities } from "./certificateAuthorities.ts";
import { cookie } from "./cookie.ts";
import { earlyData } from "./earlyData.ts";
import type { Places } from "./form.ts";
import { keyShare } from "./keyShare.ts";
import { padding } from "./padding.ts";
import { postHandshakeAuth } from "./postHandshakeAuth.ts";
import { preSharedKey } from "./preSharedKey.ts";
import { pskKeyExchangeModes } from "./pskKeyExchangeModes.ts";
import { recordSizeLimit } from "./recordSizeLimit.ts";
import { serverName } from "./serverName.ts";
import { signatureAlgorithms, signatureAlgorithmsCert } from "./signatureAlgorithms.ts";
import { statusRequest } from "./statusRequest.ts";
import { supportedGroups } from "./supportedGroups.ts";
import { supportedVersions } from "./supportedVersions.ts";

/**
 * Which extension may stand in which message, and what it holds there: the table of RFC 8446 §4.2, and RFC 8449 §4 for
 * record_size_limit. Null: known by its place, its contents are not read.
 */
export const EXTENSION_TABLE: Readonly<Record<ExtensionName, Places>> = {
  server_name: serverName,
  max_fragment_length: { CH: null, EE: null },
  status_request: statusRequest,
  supported_groups: supportedGroups,
  signature_algorithms: signatureAlgorithms,
  use_srtp: { CH: null, EE: null },
  heartbeat: { CH: null, EE: null },
  application_layer_protocol_negotiation: applicationProtocols,
  signed_certificate_timestamp: { CH: null, CR: null, CT: null },
  client_certificate_type: { CH: null, EE: null },
  server_certificate_type: { CH: null, EE: null },
  padding,
  record_size_limit: recordSizeLimit,
  pre_shared_key: preSharedKey,
  early_data: earlyData,
  supported_versions: supportedVersions,
  cookie,
  psk_key_exchange_modes: pskKeyExchangeModes,
  certificate_authorities: certificateAuthorities,
  oid_filters: { CR: null },
  post_handshake_auth: postHandshakeAuth,
  signature_algorithms_cert: signatureAlgorithmsCert,
  key_share: keyShare,
};
