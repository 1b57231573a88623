/** Mistakes 1xx: names. */
import { type Case, condition } from "./case.ts";

export const nameCases: Case[] = [
  { code: "PLAY101", bad: "role a machine role ⟦a⟧ machine", good: "role a machine role b machine" },
  {
    code: "PLAY101",
    bad: "calendar c { 2026-05-01 } stage ⟦c⟧ from renewal to 9d after",
    good: "calendar c { 2026-05-01 } stage s from renewal to 9d after",
  },
  { code: "PLAY101", bad: "metric a count per day let ⟦a⟧ = 3", good: "metric a count per day let b = 3" },
  condition("PLAY102", "⟦loginz⟧ over 7d = 0", "logins over 7d = 0", "`logins`"),
  condition("PLAY102", "arr > ⟦enormous⟧", "arr > $25K", "Declare"),
  condition("PLAY102", "time since last done ⟦qrb⟧ > 90d", "time since last done qbr > 90d", "`qbr`"),
  condition("PLAY102", "segment is ⟦sbm⟧", "segment is smb", "`smb`"),
  condition("PLAY102", "during ⟦onbording⟧", "during onboarding", "`onboarding`"),
  condition(
    "PLAY102",
    "count of ticket where (⟦severty⟧ is low) over 7d > 1",
    "count of ticket where (severity is low) over 7d > 1",
  ),
  condition("PLAY103", "time since last done ⟦health⟧ > 90d", "time since last done qbr > 90d", "touch"),
  condition("PLAY103", "⟦seats⟧ over 7d > 1", "logins over 7d > 1", "metric"),
  { code: "PLAY103", bad: "stage s from ⟦health⟧ to 9d after", good: "stage s from renewal to 9d after" },
  { code: "PLAY104", bad: "metric ⟦segment⟧ count per day", good: "metric segments count per day" },
  { code: "PLAY105", bad: "let a = 3  let b = ⟦a⟧", good: "let a = 3  let b = 3" },
  condition("PLAY106", "plan is one of pro, ⟦pro⟧", "plan is one of pro, trial"),
  { code: "PLAY106", bad: "event e { a one of x, ⟦x⟧ }", good: "event e { a one of x, y }" },
  { code: "PLAY106", bad: "event e { a count ⟦a⟧ text }", good: "event e { a count b text }" },
  {
    code: "PLAY107",
    bad: "task ⟦idle⟧ { owner csm effort 5min }",
    good: "task busy { owner csm effort 5min } trigger t { level red on reply do task busy }",
  },
  {
    code: "PLAY107",
    bad: "let ⟦idle⟧ = 3",
    good: "let busy = 3 trigger t { level red when seats > busy do alert csm }",
  },
  { code: "PLAY108", bad: "policy { } ⟦policy⟧ { }", good: "policy { hours 09:00..17:00 mon..fri }" },
];
