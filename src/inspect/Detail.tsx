import type { ReactElement } from "react";
import type { Selection } from "../player/types.ts";
import { artifact } from "../sim/lookup.ts";
import { ActorDetail } from "./actor/ActorDetail.tsx";
import { CertificateDetail } from "./certificate/CertificateDetail.tsx";
import { KeyDetail } from "./keys/KeyDetail.tsx";
import { PacketDetail } from "./packet/PacketDetail.tsx";
import { RequestDetail } from "./request/RequestDetail.tsx";
import { StatusDetail } from "./status/StatusDetail.tsx";
import { VerdictView } from "./verdict/VerdictView.tsx";
import { useView } from "./view.ts";

/** The inside of a thing that exists at this place. */
export function Detail({ selection: { kind, id } }: { selection: Selection }): ReactElement {
  const { recording } = useView();
  switch (kind) {
    case "packet":
      return <PacketDetail packet={artifact(recording, "packet", id)} />;
    case "key":
      return <KeyDetail material={artifact(recording, "key", id)} />;
    case "certificate":
      return <CertificateDetail certificate={artifact(recording, "certificate", id)} />;
    case "status":
      return <StatusDetail status={artifact(recording, "status", id)} />;
    case "request":
      return <RequestDetail request={artifact(recording, "request", id)} />;
    case "verdict":
      return <VerdictView verdict={artifact(recording, "verdict", id)} />;
    case "actor":
      return <ActorDetail key={id} id={id} />;
  }
}
