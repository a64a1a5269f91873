import { expect, test } from "vitest";
import { fromHex } from "../bytes/hex.ts";
import { readAuthorityKeyId, readBasicConstraints, readExtendedKeyUsage, readSubjectKeyId } from "./extensionValues.ts";

const read = {
  BasicConstraints: readBasicConstraints,
  ExtKeyUsageSyntax: readExtendedKeyUsage,
  SubjectKeyIdentifier: readSubjectKeyId,
  AuthorityKeyIdentifier: readAuthorityKeyId,
};

test.each([
  ["BasicConstraints", "3000", { isCA: false, pathLength: null }],
  ["BasicConstraints", "30030101ff", { isCA: true, pathLength: null }],
  ["BasicConstraints", "30060101ff020100", { isCA: true, pathLength: 0 }],
  ["BasicConstraints", "30070101ff02020080", { isCA: true, pathLength: 128 }],
  ["BasicConstraints", "3003020105", { isCA: false, pathLength: 5 }],
  ["ExtKeyUsageSyntax", "300a06082b06010505070301", ["serverAuth"]],
  ["ExtKeyUsageSyntax", "301406082b0601050507030106082b06010505070302", ["serverAuth", "clientAuth"]],
  ["ExtKeyUsageSyntax", "300406022a03", ["1.2.3"]],
  ["SubjectKeyIdentifier", "0403010203", "010203"],
  ["AuthorityKeyIdentifier", "30058003010203", "010203"],
  ["AuthorityKeyIdentifier", "3003820105", null],
] as const)("%s %s is read (RFC 5280 §4.2.1)", (extension, hex, expected) => {
  expect(read[extension](fromHex(hex))).toEqual(expected);
});

test.each([
  ["BasicConstraints", "", "nothing"],
  ["BasicConstraints", "0401ff", "no sequence"],
  ["BasicConstraints", "3003010101", "a BOOLEAN of 1"],
  ["BasicConstraints", "30040102ffff", "a BOOLEAN of two bytes"],
  ["BasicConstraints", "30060101ff0201ff", "a negative length"],
  ["BasicConstraints", "30070101ff02020001", "a needless zero"],
  ["BasicConstraints", "30080101ff0203010000aa", "bytes behind"],
  ["BasicConstraints", "30090101ff020401000000", "a length of four bytes"],
  ["BasicConstraints", "30090101ff020100020100", "a part too many"],
  ["ExtKeyUsageSyntax", "3000", "no purpose"],
  ["ExtKeyUsageSyntax", "3003020101", "a purpose that is a number"],
  ["ExtKeyUsageSyntax", "30020600", "a purpose of no bytes"],
  ["SubjectKeyIdentifier", "0303010203", "no octet string"],
  ["SubjectKeyIdentifier", "04030102", "a byte too few"],
  ["AuthorityKeyIdentifier", "0403010203", "no sequence"],
] as const)("%s %s is refused: %s", (extension, hex, _why) => {
  expect(() => read[extension](fromHex(hex))).toThrow();
});
