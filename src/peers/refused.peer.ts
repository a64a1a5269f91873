import { expect } from "vitest";
import { CLIENTS, type ClientPeer, SERVERS, type ServerPeer } from "./drivers/contenders.ts";
import type { ClientWish, ServerWish } from "./drivers/driver.ts";
import { notRun, peerCase, withPeer } from "./harness/cases.ts";
import type { Fault } from "./harness/certificates.ts";
import type { OurClient, OurServer } from "./harness/engine.ts";
import type { Found } from "./harness/found.ts";
import { readLab } from "./harness/lab.ts";
import { comeToUs, goToThem } from "./harness/meet.ts";

/**
 * Who refuses says why with an alert (RFC 8446 §6.2), and the other end reads the same number: both are asked, our
 * events and the peer's own words.
 */

const { certificates } = readLab();
const { badServers, badClients } = certificates;

/** What we send, by the judge of certificates. */
const OURS: Readonly<Record<Fault, number>> = {
  expired: 45,
  "unknown authority": 48,
  "wrong name": 42,
  "wrong usage": 43,
};
const OPENSSL = OURS;
const BAD_CERTIFICATE = { expired: 42, "unknown authority": 42, "wrong name": 42, "wrong usage": 42 };

/** What a peer's client sends of our server's certificate, where it is known; null: nothing, it just leaves. */
const CLIENTS_SEND: Readonly<Record<ClientPeer, Readonly<Record<Fault, number>> | null>> = {
  openssl: OPENSSL,
  gnutls: BAD_CERTIFICATE,
  node: null,
  "node-pq": null,
  curl: OPENSSL,
};

type ClientFault = keyof typeof badClients;
const CLIENT_FAULTS = ["expired", "unknown authority", "wrong usage"] as const;

for (const peer of CLIENTS) {
  withPeer(peer, (found) => {
    weRefuseClients(peer, found);
    clientsRefuseUs(peer, found);
  });
}

for (const peer of SERVERS) {
  withPeer(peer, (found) => {
    weRefuseServers(peer, found);
    serversRefuseUs(peer, found);
  });
}

function weRefuseClients(peer: ClientPeer, found: Found): void {
  const required = { clientAuthentication: "required" } as const;
  const turnsAway = (title: string, alert: number, ours: OurServer, theirs: Partial<ClientWish> = {}): void => {
    peerCase(`to us: ${title}: we send alert ${alert}`, async (bench) => {
      const { asked, talk } = await comeToUs(bench, peer, found, ours, theirs);
      await talk.ended();
      expect({ sent: talk.alert("sent"), received: asked.alert }, asked.log).toEqual({ sent: alert, received: alert });
    });
  };
  turnsAway("no client certificate where one is required", 116, required);
  for (const fault of CLIENT_FAULTS) {
    const theirs = { identity: badClients[fault] };
    turnsAway(`a client certificate, ${fault}`, OURS[fault], required, theirs);
    turnsAway(
      `a client certificate that is optional, ${fault}`,
      OURS[fault],
      { clientAuthentication: "optional" },
      theirs,
    );
  }
  turnsAway("no application protocol in common", 120, { alpn: ["h2"] }, { alpn: ["http/1.1"] });
  turnsAway("a name that is not ours", 112, { serverNames: ["carol.example"] });
  turnsAway("no suite in common", 40, { suites: ["TLS_AES_128_GCM_SHA256"] }, { suites: ["TLS_AES_256_GCM_SHA384"] });
  turnsAway("no group in common", 40, { groups: ["x25519"] }, { groups: ["secp256r1"] });
  turnsAway("a client of TLS 1.2", 70, {}, { version: "TLS 1.2" });
  if (peer === "openssl") {
    const old = ["-min_protocol", "TLSv1", "-max_protocol", "TLSv1.1", "-cipher", "ALL:@SECLEVEL=0"];
    turnsAway("a client of TLS 1.1", 70, {}, { version: "any", extra: old });
  }
  const noScheme = "no signature scheme in common";
  if (peer === "curl") notRun(`to us: ${noScheme}`, "its signature schemes can't be chosen");
  else turnsAway(noScheme, 40, {}, { schemes: ["rsa_pss_rsae_sha256"] });
}

function clientsRefuseUs(peer: ClientPeer, found: Found): void {
  const alerts = CLIENTS_SEND[peer];
  for (const fault of ["expired", "unknown authority", "wrong name", "wrong usage"] as const) {
    const title = `to us: our certificate, ${fault}`;
    // curl checks the name itself, after the handshake.
    if (alerts === null || (peer === "curl" && fault === "wrong name")) notRun(title, "it refuses without an alert");
    else {
      peerCase(`${title}: alert ${alerts[fault]} comes`, async (bench) => {
        const { asked, talk } = await comeToUs(bench, peer, found, { identity: badServers[fault] });
        await talk.ended();
        expect(talk.alert("received"), asked.log).toBe(alerts[fault]);
        expect(asked.log).not.toContain("Hello from Bob.");
      });
    }
  }
}

function weRefuseServers(peer: ServerPeer, found: Found): void {
  const refuses = (title: string, alert: number, ours: OurClient, theirs: Partial<ServerWish>): void => {
    peerCase(`to them: ${title}: we send alert ${alert}`, async (bench) => {
      const { answer, talk, serving } = await goToThem(bench, peer, found, ours, theirs);
      expect(talk.alert("sent"), `${talk}`).toBe(alert);
      expect(answer.status).toBeNull();
      expect(await serving.alert()).toBe(alert);
    });
  };
  for (const fault of ["expired", "unknown authority", "wrong name", "wrong usage"] as const) {
    refuses(`their certificate, ${fault}`, OURS[fault], {}, { identity: badServers[fault] });
  }
}

function serversRefuseUs(peer: ServerPeer, found: Found): void {
  const isRefused = (title: string, alert: number, ours: OurClient, theirs: Partial<ServerWish>): void => {
    peerCase(`to them: ${title}: alert ${alert} comes`, async (bench) => {
      const { answer, talk } = await goToThem(bench, peer, found, ours, theirs);
      expect(talk.alert("received"), `${talk}`).toBe(alert);
      expect(answer.status).toBeNull();
    });
  };
  const required = { clientCertificate: "required" } as const;
  isRefused("we have no certificate where one is required", 116, {}, required);
  for (const fault of CLIENT_FAULTS) {
    const title = `our certificate, ${fault}`;
    const alert = alertOfServer(peer, fault);
    if (typeof alert === "string") notRun(`to them: ${title}`, alert);
    else isRefused(title, alert, { identity: badClients[fault] }, required);
  }
  isRefused("no suite in common", 40, { suites: ["TLS_AES_128_GCM_SHA256"] }, { suites: ["TLS_AES_256_GCM_SHA384"] });
  isRefused("no group in common", 40, { groups: ["x25519"] }, { groups: ["secp256r1"] });
  isRefused("no application protocol in common", 120, { alpn: ["http/1.1"] }, { alpn: ["h2"], ...fatalAlpn(peer) });
  const notItsName = "a name that is not theirs";
  const { leaf, key } = certificates.servers["P-384"];
  if (peer === "openssl") {
    const extra = ["-servername", "carol.example", "-servername_fatal", "-cert2", leaf, "-key2", key];
    isRefused(notItsName, 112, {}, { extra });
  } else if (peer === "gnutls") {
    isRefused(notItsName, 112, {}, { extra: ["--sni-hostname", "carol.example", "--sni-hostname-fatal"] });
  } else notRun(`to them: ${notItsName}`, "it takes any name");
  isRefused("a server of TLS 1.2", peer === "gnutls" ? 40 : 70, {}, { version: "TLS 1.2" });
}

/** What a peer's server sends of our certificate, or why there is nothing to see. */
function alertOfServer(peer: ServerPeer, fault: ClientFault): number | string {
  if (peer === "openssl") return OPENSSL[fault];
  if (peer !== "gnutls") return "it refuses without an alert";
  return fault === "wrong usage" ? "it takes a server's certificate from a client" : 49;
}

/** gnutls-serv goes on without a protocol unless it is told not to. */
function fatalAlpn(peer: ServerPeer): Readonly<{ extra?: readonly string[] }> {
  return peer === "gnutls" ? { extra: ["--alpn-fatal"] } : {};
}
