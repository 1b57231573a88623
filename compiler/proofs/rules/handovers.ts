/** Of handovers: that there are hands to change. */
import type { Proofs } from "./context.ts";
import { report } from "./places.ts";

export function proveHandovers(proofs: Proofs): void {
  const kinds = new Map(proofs.model.roles.map(({ name, kind }) => [name, kind]));
  for (const { role, handover } of proofs.team) {
    const kind = kinds.get(role);
    if (!handover || kind === "person" || kind === undefined) continue;
    report("handover-of-nobody", { role, kind }, handover.path, proofs);
  }
}
