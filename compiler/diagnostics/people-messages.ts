/** Diagnostics 39x: people, and what is said to them. */
import { error, warning } from "./diagnostic.ts";

export const peopleMessages = {
  "contact-ring": error("PLAY390", (p: { ring: readonly string[] }) => ({
    message: `Nobody is left to stand in for \`${p.ring[0]}\`.`,
    reason: `${ringOf(p.ring)}: where nobody is any of them, the search would go round for ever.`,
    hint: "End it with a contact without `vacant`, or with `vacant alert` and a role.",
  })),
  "transactional-without-reason": warning("PLAY391", (p: { touch: string }) => ({
    message: `Nothing says why \`${p.touch}\` is transactional.`,
    reason: "Such a touch goes past consent, limits and quiet days, and whoever answers for that must find the reason.",
    hint: "Say it in a doc comment above the touch: `## The contract asks for it 60 days ahead.` Or give it another kind.",
  })),
  "handover-of-nobody": warning("PLAY428", (p: { role: string; kind: "machine" | "shared" }) => ({
    message: `No account ever changes hands in the role \`${p.role}\`.`,
    reason: `It is ${p.kind === "machine" ? "a machine" : "shared"}: no account has a person of its own for it, so there is nobody to take over from.`,
    hint: "Take `handover` away, or put it behind a role that is held by a person per account.",
  })),
};

/** `a` uses `b` uses `a`; of a long ring the beginning. */
function ringOf(contacts: readonly string[]): string {
  const names = contacts.map((name) => `\`${name}\``);
  return (names.length > 12 ? [...names.slice(0, 12), "others"] : names).join(" uses ");
}
