/** The alerts with which an end says goodbye: names and numbers of RFC 8446 §6. */
export const ALERTS = {
  close_notify: 0,
  unexpected_message: 10,
  bad_record_mac: 20,
  bad_certificate: 42,
  unsupported_certificate: 43,
  certificate_revoked: 44,
  certificate_expired: 45,
  certificate_unknown: 46,
  illegal_parameter: 47,
  unknown_ca: 48,
  access_denied: 49,
  decode_error: 50,
  decrypt_error: 51,
  certificate_required: 116,
} as const;

export type AlertName = keyof typeof ALERTS;

/** True for the name of an alert that a Goodbye can carry. */
export function isAlertName(name: string): name is AlertName {
  return Object.hasOwn(ALERTS, name);
}

/** The alert's name by its number; null for a number that has none here. */
export function alertName(code: number): AlertName | null {
  for (const [name, value] of Object.entries(ALERTS)) if (value === code && isAlertName(name)) return name;
  return null;
}
