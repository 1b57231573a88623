/** Explanations 1xx: names. */
import type { nameMessages } from "../name-messages.ts";
import type { Explanation } from "./explanation.ts";

export const nameExplanations: Record<keyof typeof nameMessages, Explanation> = {
  "duplicate-name": {
    meaning:
      "All `.play` files of a project share their names. Two declarations of one kind cannot have the same name, and neither can kinds that stand at the same places: fields, metrics, events and lets; contacts and roles; stages and calendars.",
    failing:
      "role partner machine\nrole ⟦partner⟧ machine\ntask ask { owner partner  effort 5min }\ntrigger t { level red  on reply  do task ask }",
    mended:
      "role partner machine\ntask ask { owner partner  effort 5min }\ntrigger t { level red  on reply  do task ask }",
  },
  "unknown-name": {
    meaning:
      "Nothing of that kind has this name. Most often it is a slip, or a declaration was renamed and this use was not.",
    failing: "trigger t { level red  when ⟦loginz⟧ over 7d = 0  do alert csm }",
    mended: "trigger t { level red  when logins over 7d = 0  do alert csm }",
  },
  "wrong-kind": {
    meaning:
      "The name is declared, but as something that makes no sense at this place: a metric where a touch is asked for, say.",
    failing: "trigger t { level red  when time since last done ⟦health⟧ > 90d  do alert csm }",
    mended: "trigger t { level red  when time since last done qbr > 90d  do alert csm }",
  },
  "reserved-name": {
    meaning:
      "`segment is smb` asks for the customer's segment, so no field, metric, event or let can be called `segment`.",
    failing: "metric ⟦segment⟧ count per day",
    mended: "metric segment_visits count per day",
  },
  "let-of-let": {
    meaning: "A `let` names a quantity. One that names another name would have to be looked up twice to be read.",
    failing: "let big = $100K\nlet large = ⟦big⟧\ntrigger t { level red  when arr > big  do alert csm }",
    mended: "let big = $100K\ntrigger t { level red  when arr > big  do alert csm }",
  },
  "repeated-in-list": {
    meaning: "A list names the same thing twice. One of the two is too many, or was meant to be another.",
    failing: "trigger t { level red  when plan is one of pro, ⟦pro⟧  do alert csm }",
    mended: "trigger t { level red  when plan is one of pro  do alert csm }",
  },
  "never-used": {
    meaning:
      "A let, contact, role, calendar, stage, touch, task or escalation that nothing names. It does nothing for any customer; perhaps what was to use it is missing. It is asked of programs without errors only.",
    failing: "task ⟦tidy_up⟧ { owner csm  effort 5min }",
    mended: "task tidy_up { owner csm  effort 5min }\ntrigger t { level red  on reply  do task tidy_up }",
  },
  "declared-again": {
    meaning: "`account`, `segments`, `policy` and `team` stand once in a project, whatever number of files it has.",
    failing: "policy { hours 09:00..17:00 mon..fri }\n⟦policy⟧ { merge touches within 2d with the same owner }",
    mended: "policy { hours 09:00..17:00 mon..fri  merge touches within 2d with the same owner }",
  },
};
