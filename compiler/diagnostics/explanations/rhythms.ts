/** Explanations 63x to 65x: what is proved of rhythms, deadlines, channels and of what declarations do to each other. */
import type { rhythmMessages } from "../rhythm-messages.ts";
import type { Explanation } from "./explanation.ts";

const policy = (text: string) => `policy { ${text}  otherwise drop }`;
const trigger = (action: string, cause = "when health < 60", scope = "") =>
  `trigger t ${scope}{ level red  ${cause}  do ${action} }`;
const touch = (channel: string, owner: string, effort: string) =>
  `touch hello { channel ${channel}  owner ${owner}  effort ${effort}  purpose give_insight  kind proactive }`;
const greeting = trigger("touch hello");
const play = (name: string, clauses: string, scope = "") =>
  `play ${name} ${scope}{\n  level red\n  start when health < 60\n  ${clauses}\n}`;
const phase = "phase talk day 1..20 { touch qbr }";

const model = (text: string) =>
  `account { email flag${text}  seats count  signed date }\nrole csm owns accounts\ntouch hello { channel email  owner csm  effort 5min  purpose give_insight  kind proactive }\ncadence c from signed { every 1 month touch hello }\npolicy { consent email by`;

export const rhythmExplanations: Record<keyof typeof rhythmMessages, Explanation> = {
  "cadence-breaks-limit": {
    meaning:
      "By its dates alone the cadence brings more touches into the days of a limit than the limit lets through: some of them would be deferred or dropped for every customer. Transactional touches, steps with a condition and touches that may be joined are not counted.",
    failing:
      "⟦cadence notices from contract_start {\n  day 1 touch hello\n  day 3 touch hello\n  day 5 touch hello\n}⟧\n" +
      `${touch("email", "automation", "0min")}\n${policy("limit 2 touches per 7d")}`,
    mended:
      "cadence notices from contract_start {\n  day 1 touch hello\n  day 3 touch hello\n  day 9 touch hello\n}\n" +
      `${touch("email", "automation", "0min")}\n${policy("limit 2 touches per 7d")}`,
  },
  "rhythm-within-quiet": {
    meaning:
      "`quiet` lets no touch through on the days after this one. The next one of its own rhythm comes on one of these days, and so does everything else.",
    failing: `cadence c from renewal { ⟦every 1 week touch qbr⟧ }\n${policy("quiet 10d after qbr")}`,
    mended: `cadence c from renewal { every 1 quarter touch qbr }\n${policy("quiet 10d after qbr")}`,
  },
  "limit-idle": {
    meaning: "Another limit is narrower in every way: the number, the days, the channel and the levels it excepts.",
    failing: policy("limit 2 touches per 14d  ⟦limit 3 touches per 7d⟧"),
    mended: policy("limit 2 touches per 14d  limit 1 email per 7d"),
  },
  "channel-unused": {
    meaning: "The policy has a rule for a channel by which nothing goes out.",
    failing: policy("⟦limit 1 sms per 7d⟧"),
    mended: policy("limit 1 email per 7d"),
  },
  "consent-unknown": {
    meaning:
      "Consent is asked by a flag that may be absent. Absent is unknown, and unknown is no consent: those customers are never reached by this channel.",
    failing: `${model("?")} ⟦email⟧ }`
      .replace("by ⟦email⟧", "by email")
      .replace("consent email by email", "consent ⟦email by email⟧"),
    mended: `${model(" = true")} email }`,
    surroundings: { alone: true },
  },
  "lead-time-too-long": {
    meaning:
      "A shared role has no queue; what it is asked for is done when its lead time is over. The deadline is over before.",
    failing: trigger("⟦alert executive within 2 business days⟧"),
    mended: trigger("alert executive within 5 business days"),
  },
  "deadline-before-hours": {
    meaning:
      "What a condition or a phase asks for is ready when the day closes, at midnight. The deadline is over before the first working hour of any day.",
    failing: `${trigger("⟦touch check_in within 4h⟧")}\npolicy { hours 09:00..17:00 mon..fri }`,
    mended: `${trigger("touch check_in within the day")}\npolicy { hours 09:00..17:00 mon..fri }`,
  },
  "answer-after-end": {
    meaning: "The rung waits longer for an answer than the run lasts.",
    failing: `${play("p", "end after 30d\n  escalation e")}\nescalation e { after 21d ⟦touch qbr expects reply within 14d⟧ }`,
    mended: `${play("p", "end after 30d\n  escalation e")}\nescalation e { after 21d touch qbr expects reply within 7d }`,
  },
  "starts-too-late": {
    meaning:
      "A play that is to win something before a date begins within the last 30 days before it. By then there is little left to win.",
    failing: "play renew {\n  win when health >= 80\n  ⟦phase talk 20d..0d before renewal { touch qbr }⟧\n}",
    mended: "play renew {\n  win when health >= 80\n  phase talk 90d..0d before renewal { touch qbr }\n}",
  },
  "start-out-of-scope": {
    meaning: "The trigger is for other segments than the play it starts; a start out of scope is dropped.",
    failing: `${trigger("⟦start p⟧", "on reply", "for smb ")}\n${play("p", phase, "for enterprise ")}`,
    mended: `${trigger("start p", "on reply", "for smb ")}\n${play("p", phase, "for enterprise, smb ")}`,
  },
  "started-and-paused": {
    meaning: "The trigger starts two plays, one of which holds the other while it is open.",
    failing: `${trigger("start p ⟦start q⟧", "on reply")}\n${play("p", `pauses play q\n  ${phase}`)}\n${play("q", phase)}`,
    mended: `${trigger("start p", "on reply")}\n${play("p", `pauses play q\n  ${phase}`)}\n${play("q", phase)}`,
  },
  "pauses-strangers": {
    meaning: "The play pauses what only customers of other segments get.",
    failing: `⟦${play("p", `pauses cadence rhythm\n  ${phase}`, "for smb ")}⟧`,
    mended: play("p", `pauses cadence rhythm\n  ${phase}`, "for smb, enterprise "),
  },
  "rung-below-level": {
    meaning: "The rung says a lower level than the play it belongs to: it would wait behind what matters less.",
    failing: `${play("p", "end after 30d\n  escalation e")}\nescalation e { after 7d ⟦touch qbr level green⟧ }`,
    mended: `${play("p", "end after 30d\n  escalation e")}\nescalation e { after 7d touch qbr }`,
  },
  "never-done": {
    meaning:
      "The condition asks how long ago a touch was delivered, and nothing in the program ever delivers it. Records of old deliveries are all there will be.",
    failing: `${touch("email", "csm", "5min")}\n⟦trigger t { level yellow  when time since last done hello > 90d  do alert csm }⟧`,
    mended: `${touch("email", "csm", "5min")}\ntrigger t { level yellow  when time since last done hello > 90d  do touch hello }`,
  },
  "nobody-covers": {
    meaning:
      "The work is for customers of a touch model with `coverage none`, and its owner is a person who has accounts.",
    failing: `models { tech otherwise { coverage none } }\n${trigger("⟦alert csm⟧", "on reply", "for tech ")}`,
    mended: `models { tech otherwise { coverage none } }\n${trigger("touch notice", "on reply", "for tech ")}`,
  },
  "machine-speaks": {
    meaning: "The only channels of the touch are conversations, and its owner is `machine`.",
    failing: `⟦${touch("phone", "automation", "5min")}⟧\n${greeting}`,
    mended: `${touch("phone", "csm", "5min")}\n${greeting}`,
  },
  "long-for-channel": {
    meaning: "The touch takes more effort than its channel has room for.",
    failing: `⟦${touch("sms", "csm", "60min")}⟧\n${greeting}`,
    mended: `${touch("video", "csm", "60min")}\n${greeting}`,
  },
  "steps-out-of-order": {
    meaning: "The order of steps says nothing, and people read it nevertheless: a countdown goes down.",
    failing: "cadence c before renewal { 30d touch notice  ⟦60d touch notice⟧ }",
    mended: "cadence c before renewal { 60d touch notice  30d touch notice }",
  },
};
