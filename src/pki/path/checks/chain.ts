import type { ParsedCertificate } from "../../parse.ts";
import type { ChainReason } from "../../verdict.ts";
import { several } from "../../visible.ts";
import type { Found, Material, Path } from "../build.ts";
import type { Finding } from "../finding.ts";
import { MAX_PATH } from "../limits.ts";
import { isSelfSigned } from "../links.ts";

const SECTION = "RFC 5280 §6.1";

/**
 * Does the path lead from the end-entity certificate to a trust anchor? Whether its signatures verify is another check.
 * `dead`: what the search saw that found none that does; null: this one does.
 */
export function checkChain(path: Path, dead: Found | null, material: Material): Finding {
  const expected = `a path to a trust anchor (${anchorNames(material.anchors)})`;
  if (dead === null) return { reason: null, expected, found: pathText(path), section: SECTION };
  const { unreadable } = material;
  const objection = whyNot(path, dead, material);
  const others = unreadable === 0 ? "" : `; ${unreadable} that came with it can't be read`;
  const end = dead.gaveUp ? "; the search ended before it had tried everything" : "";
  return { reason: objection.reason, expected, found: `${objection.found}${others}${end}`, section: SECTION };
}

/** The path in words, from the end-entity certificate upwards. */
export function pathText(path: Path): string {
  return path.map((certificate) => certificate.label).join(" ← ");
}

export function anchorNames(anchors: readonly ParsedCertificate[]): string {
  const labels = anchors.map((anchor) => anchor.label);
  return labels.length === 0 ? "there is none" : several(labels, 3);
}

/**
 * Nobody can see what was not sent: where the end-entity certificate's own issuer is not there, it is a missing
 * intermediate; where it is there and still leads nowhere, it is an authority that is not known.
 */
function whyNot(path: Path, { tooDeep }: Found, material: Material): { reason: ChainReason; found: string } {
  const { endEntity } = material;
  const top = path.at(-1) ?? endEntity;
  if (tooDeep) return { reason: "path-too-deep", found: `more than ${MAX_PATH} certificates, one issued by the next` };
  if (path.length === 1 && isSelfSigned(endEntity)) {
    return { reason: "self-signed", found: `${endEntity.label} issued its own certificate` };
  }
  if (path.length > 1) {
    const highest = isSelfSigned(top) ? pathText(path) : `${pathText(path)} ← ${top.issuerLabel}`;
    return { reason: "unknown-authority", found: `${highest}, which is no trust anchor` };
  }
  const others = [...material.anchors, ...material.intermediates];
  if (others.some((other) => other.subjectKey === endEntity.issuerKey)) {
    return { reason: "unknown-authority", found: `issued by another ${endEntity.issuerLabel}, with another key` };
  }
  return { reason: "missing-intermediate", found: `issued by ${endEntity.issuerLabel}, whose certificate is not here` };
}
