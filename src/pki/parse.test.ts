import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../bytes/hex.ts";
import { utf8 } from "../bytes/text.ts";
import { childrenOf, type DerElement, readWhole } from "../crypto/der.ts";
import { writeElement } from "../crypto/derNumbers.ts";
import { readName } from "./names.ts";
import { CertificateError, type ParsedCertificate, parseCertificate } from "./parse.ts";
import { fromPem } from "./pem.ts";
import { X509Certificate } from "./provider.ts";
import { brief, visible } from "./visible.ts";

/** Certificates of openssl's with names, dates and keys of many kinds, against @peculiar/x509's reading of the same. */

const SUBJECTS = [
  "/CN=localhost",
  "/C=NL/O=Example, Inc./OU=R+D/OU=#1/CN= spaces at both ends ",
  '/CN=quote " backslash \\\\ angle <>; equals =/O=Zażółć gęślą jaźń/emailAddress=a@b.example',
  "/DC=example/DC=org/UID=alice/serialNumber=42/SN=Liddell/GN=Alice/title=Dr/O=no common name",
  "/CN=first/CN=second",
  "/C=NL+CN=two in one set",
];
const KEYS = ["ec:P-256", "ec:secp521r1", "rsa:2048", "ed25519"];

function openssl(subject: string, key: string, ...more: readonly string[]): Uint8Array<ArrayBuffer> {
  const [algorithm = "", detail = ""] = key.split(":");
  const newKey =
    algorithm === "rsa"
      ? [key]
      : algorithm === "ec"
        ? [algorithm, "-pkeyopt", `ec_paramgen_curve:${detail}`]
        : [algorithm];
  const how = ["req", "-x509", "-nodes", "-keyout", "/dev/null", "-utf8", "-multivalue-rdn", "-newkey", ...newKey];
  const pem = execFileSync("openssl", [...how, "-subj", subject, ...more], { encoding: "utf8", stdio: "pipe" });
  const [der] = fromPem(pem);
  if (der === undefined) throw new Error("openssl gave no certificate");
  return der;
}

const CERTIFICATES = [
  ...SUBJECTS.map((subject) => openssl(subject, "ec:P-256", "-days", "30")),
  ...KEYS.map((key) => openssl("/CN=key", key, "-days", "30", "-addext", "subjectAltName=DNS:a.example,IP:10.0.0.1")),
  openssl("/CN=beyond 2050", "ec:P-256", "-days", "20000", "-set_serial", "0x80ff"),
  openssl("/CN=extensions", "ec:P-256", "-set_serial", "1", "-addext", "keyUsage=critical,digitalSignature"),
];

/** What we say of a certificate, and what the library says; null: it can't read it. */
function byLibrary(der: Uint8Array<ArrayBuffer>) {
  try {
    const x509 = new X509Certificate(der);
    return {
      subject: visible(x509.subject),
      issuer: visible(x509.issuer),
      issuerLabel: brief(x509.issuerName.getField("CN")[0] ?? x509.issuer),
      serial: x509.serialNumber,
      notBefore: x509.notBefore,
      notAfter: x509.notAfter,
      spki: new Uint8Array(x509.publicKey.rawData),
    };
  } catch {
    return null;
  }
}

/** The library writes keys anew, and OBJECT IDENTIFIERs in their shortest form: null where that is not what stood there. */
function keyIn(der: Uint8Array, spki: Uint8Array): Uint8Array | null {
  return toHex(der).includes(toHex(spki)) ? spki : null;
}

function byUs(parsed: ParsedCertificate): ReturnType<typeof byLibrary> {
  const { subject, issuer, issuerLabel, serial, notBefore, notAfter, spki } = parsed;
  return { subject, issuer, issuerLabel, serial, notBefore, notAfter, spki };
}

/** Names with a value that is no string: we show its DER in hex (RFC 4514 §2.4), the library shows nothing. */
function namesInHex({ subject, issuer, issuerLabel }: ParsedCertificate): Partial<ReturnType<typeof byUs>> {
  return {
    ...(subject.includes("=#") ? { subject } : {}),
    ...(issuer.includes("=#") ? { issuer, issuerLabel } : {}),
  };
}

function orCertificateError<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(CertificateError);
    return null;
  }
}

/** The certificate with other dates; the signature no longer fits. */
function withValidity(der: Uint8Array, validity: Uint8Array): Uint8Array<ArrayBuffer> {
  const [tbs, ...rest] = childrenOf(der, readWhole(der, ""), "");
  const part = ({ start, end }: DerElement) => der.subarray(start, end);
  const fields =
    tbs === undefined ? [] : childrenOf(der, tbs, "").map((field, i) => (i === 4 ? validity : part(field)));
  return writeElement(0x30, writeElement(0x30, ...fields), ...rest.map(part));
}

describe("parseCertificate", () => {
  it.each(CERTIFICATES.map((der) => [byLibrary(der)?.subject ?? "", der] as const))(
    "reads what the library reads: %s",
    (_subject, der) => {
      expect(byUs(parseCertificate(der))).toEqual(byLibrary(der));
    },
  );

  it("calls a certificate by its common name, else by its first other name, else by its whole name", () => {
    const labelOf = (subject: string, ...more: readonly string[]) =>
      parseCertificate(openssl(subject, "ec:P-256", ...more)).label;
    expect(labelOf("/O=o/CN=one/CN=two")).toBe("one");
    expect(labelOf("/O=o", "-addext", "subjectAltName=DNS:a.example")).toBe("a.example");
    expect(labelOf("/O=o")).toBe("O=o");
  });

  it.each([
    ["PrintableString", 0x13, "41", "A"],
    ["TeletexString", 0x14, "e9", "é"],
    ["IA5String", 0x16, "40", "@"],
    ["UTF8String", 0x0c, "c3a9", "é"],
    ["UTF8String that is none", 0x0c, "e9", "é"],
    ["BMPString", 0x1e, "00e9d83dde00", "é😀"],
    ["UniversalString", 0x1c, "000000e90001f600", "é😀"],
    ["an empty string", 0x0c, "", ""],
    ["a NumericString, of which no text is made", 0x12, "3432", "#12023432"],
    ["a BMPString of half a character", 0x1e, "00", "#1e0100"],
  ])("reads a name that is %s", (_name, tag, hex, text) => {
    const content = fromHex(hex);
    const attribute = writeElement(0x30, fromHex("0603550403"), writeElement(tag, content));
    const name = writeElement(0x30, writeElement(0x31, attribute));
    expect(readName(name, readWhole(name, "Name")).text).toBe(`CN=${text}`);
  });

  it.each([
    ["UTCTime of this century", 0x17, "490615120000Z", "2049-06-15T12:00:00.000Z"],
    ["UTCTime of the last", 0x17, "500615120000Z", "1950-06-15T12:00:00.000Z"],
    ["GeneralizedTime", 0x18, "20500615120000Z", "2050-06-15T12:00:00.000Z"],
    ["without seconds", 0x17, "4906151200Z", null],
    ["with an offset", 0x17, "490615120000+0100", null],
    ["with a fraction", 0x18, "20500615120000.5Z", null],
    ["of four-digit year as UTCTime", 0x17, "20500615120000Z", null],
    ["a day that is none", 0x17, "490631120000Z", null],
    ["an hour that is none", 0x17, "490615240000Z", null],
    ["another type", 0x0c, "490615120000Z", null],
  ])("reads a date that is RFC 5280's: %s", (_name, tag, text, iso) => {
    const date = writeElement(tag, utf8(text));
    const [der = new Uint8Array()] = CERTIFICATES;
    const read = orCertificateError(() => parseCertificate(withValidity(der, writeElement(0x30, date, date))));
    expect(read?.notAfter.toISOString() ?? null).toBe(iso);
  });

  it("gives back what it gave for the same array", () => {
    const [der = new Uint8Array()] = CERTIFICATES;
    expect(parseCertificate(der)).toBe(parseCertificate(der));
  });

  it("throws CertificateError and nothing else, now or when the library is asked, and reads no other than the library", () => {
    const change = fc.record({
      which: fc.nat(CERTIFICATES.length - 1),
      at: fc.nat(),
      to: fc.nat(255),
      cut: fc.boolean(),
    });
    let read = 0;
    fc.assert(
      fc.property(change, ({ which, at, to, cut }) => {
        const whole = CERTIFICATES[which] ?? new Uint8Array();
        const changed = Uint8Array.from(whole, (byte, i) => (i === at % whole.length ? to : byte));
        const der = cut && to < 32 ? changed.slice(0, at % whole.length) : changed;
        const parsed = orCertificateError(() => parseCertificate(der));
        if (parsed === null) return;
        read += 1;
        // The library also reads what stands inside keys, parameters and unusual names: where it can't, it says so.
        const library = byLibrary(der);
        if (library === null) orCertificateError(() => parsed.x509);
        else
          expect(byUs(parsed)).toEqual({
            ...library,
            ...namesInHex(parsed),
            spki: keyIn(der, library.spki) ?? parsed.spki,
          });
      }),
      { numRuns: 800 },
    );
    expect(read).toBeGreaterThan(80);
  });
});
