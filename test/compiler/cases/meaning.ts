/** Mistakes 3xx: what is well written and cannot be meant. */
import { type Case, condition, play, policy, step, touch } from "./case.ts";

const phase = "phase a day 1..2 { touch qbr }";

/** What the shared model declares for segments, without them. */
const forEverybody = `cadence enterprise_rhythm from renewal { day 1 touch qbr } play at_risk { level red start when health < 60 ${phase} }`;

const inEscalation = (text: string) =>
  `play p { level red start when health < 60 escalation e } escalation e { ${text} }`;

export const meaningCases: Case[] = [
  {
    code: "PLAY301",
    bad: "touch ⟦t⟧ { channel email effort 5min purpose give_insight kind reactive }",
    good: "touch t { channel email owner csm effort 5min purpose give_insight kind reactive }",
    hint: "owner csm",
  },
  { code: "PLAY301", bad: "task ⟦t⟧ { owner csm }", good: "task t { owner csm effort 5min }" },
  { code: "PLAY301", bad: "role ⟦r⟧ shared", good: "role r shared answers within 1 business day" },
  {
    code: "PLAY301",
    bad: "trigger ⟦t⟧ { when strategic do alert csm }",
    good: "trigger t { level red when strategic do alert csm }",
  },
  {
    code: "PLAY301",
    bad: "trigger ⟦t⟧ { level red do alert csm }",
    good: "trigger t { level red on reply do alert csm }",
  },
  {
    code: "PLAY301",
    bad: "trigger ⟦t⟧ { level red when strategic }",
    good: "trigger t { level red when strategic do alert csm }",
  },
  {
    code: "PLAY301",
    bad: `play ⟦p⟧ { start when strategic ${phase} }`,
    good: `play p { level red start when strategic ${phase} }`,
  },
  { code: "PLAY301", bad: "⟦policy⟧ { limit 1 email per 3d }", good: "policy { limit 1 email per 3d otherwise drop }" },
  { code: "PLAY301", bad: "⟦policy⟧ { quiet 3d after qbr }", good: "policy { quiet 3d after qbr otherwise drop }" },
  {
    code: "PLAY301",
    bad: "cadence ⟦c⟧ for smb { day 3 touch qbr }",
    good: "cadence c for smb from renewal { day 3 touch qbr }",
  },
  play("PLAY301", `⟦target win >= 50%⟧ ${phase}`, `win when health > 80 target win >= 50% ${phase}`),
  touch("PLAY302", "purpose give_insight kind reactive ⟦kind proactive⟧", "purpose give_insight kind reactive"),
  play("PLAY302", `end after 3d ⟦end after 4d⟧ ${phase}`, `end after 3d ${phase}`),
  policy(
    "PLAY302",
    "merge touches within 2d with the same owner ⟦merge touches within 3d with the same owner⟧",
    "merge touches within 2d with the same owner",
  ),
  {
    code: "PLAY303",
    bad: "task t { owner csm effort 5min ⟦never dropped⟧ }",
    good: "task t { owner csm effort 5min prep 5min }",
    hint: "touch",
  },
  { code: "PLAY303", bad: "role r owns accounts ⟦answers within 1 business day⟧", good: "role r owns accounts" },
  step("PLAY303", "day 3 ⟦touch qbr, check_in in turn⟧", "every 100d touch qbr, check_in in turn"),
  step("PLAY303", "day 3 touch qbr ⟦expects reply within 3d⟧", "day 3 touch qbr within 3d", "phase"),
  step("PLAY303", "day 3 ⟦start at_risk⟧", "day 3 alert csm", "trigger"),
  {
    code: "PLAY303",
    bad: "trigger t { level red on reply do alert csm ⟦until strategic⟧ }",
    good: "trigger t { level red on reply do alert csm rest 3d }",
  },
  {
    code: "PLAY303",
    bad: "trigger t { level red on reply do alert csm to ⟦executive⟧ }",
    good: "trigger t { level red on reply do alert executive }",
  },
  { code: "PLAY303", bad: "event e { ⟦a⟧ flag? = true }", good: "event e { a flag = true }" },
  touch("PLAY304", "purpose ⟦give_insigth⟧ kind reactive", "purpose give_insight kind reactive", "`give_insight`"),
  {
    code: "PLAY304",
    bad: "trigger t { level ⟦orange⟧ on reply do alert csm }",
    good: "trigger t { level yellow on reply do alert csm }",
  },
  policy("PLAY304", "limit 1 ⟦emails⟧ per 3d otherwise drop", "limit 1 email per 3d otherwise drop", "`email`"),
  condition("PLAY305", "⟦churned_on⟧ is known", "notice_given is known"),
  play("PLAY305", `win when ⟦churned_on⟧ is known ${phase}`, `lose when churned_on is known ${phase}`),
  {
    code: "PLAY305",
    bad: "cadence c before ⟦churned_on⟧ { 3d touch qbr }",
    good: "cadence c before renewal { 3d touch qbr }",
  },
  {
    code: "PLAY306",
    bad: "segments { enterprise when ⟦segment is smb⟧ mid_market when seats > 9 smb when seats > 3 self_serve otherwise }",
    good: "segments { enterprise when arr > $9 mid_market when seats > 9 smb when seats > 3 self_serve otherwise }",
  },
  {
    code: "PLAY306",
    bad: "segments { enterprise when ⟦time since last done qbr⟧ > 9d mid_market when seats > 9 smb when seats > 3 self_serve otherwise }",
    good: "segments { enterprise when time since last ticket > 9d mid_market when seats > 9 smb when seats > 3 self_serve otherwise }",
  },
  condition("PLAY307", "⟦reply⟧", "count of reply over 7d > 0"),
  condition("PLAY307", "health rises > 3 ⟦since start⟧", "health rises > 3 over 7d"),
  {
    code: "PLAY307",
    bad: `play p { level red start when ⟦reply⟧ ${phase} }`,
    good: `play p { level red start when health < 60 win when reply ${phase} }`,
  },
  condition(
    "PLAY308",
    "count of ticket where (⟦seats⟧ > 3) over 7d > 1",
    "count of ticket where (sentiment > 3%) over 7d > 1",
  ),
  condition("PLAY308", "ticket where (⟦during onboarding⟧) is open", "ticket where (severity is low) is open"),
  { code: "PLAY309", bad: "event e { closed by ⟦reply⟧ }", good: "event e { key id closed by ticket_closed }" },
  {
    code: "PLAY309",
    bad: "event e { key number closed by ⟦ticket_closed⟧ }",
    good: "event e { key id closed by ticket_closed }",
  },
  condition("PLAY310", "⟦nps⟧ is open", "ticket is open"),
  {
    code: "PLAY311",
    bad: "metric m count snapshot ⟦missing is zero⟧",
    good: "metric m count snapshot missing carries",
  },
  {
    code: "PLAY312",
    bad: "metric m count snapshot bands low 0 ⟦high 9⟧",
    good: "metric m count snapshot bands high 9 low 0",
  },
  { code: "PLAY312", bad: "metric m count per day bands ⟦high 9⟧", good: "metric m count snapshot bands high 9" },
  {
    code: "PLAY312",
    bad: "metric m points 0..10 snapshot bands ⟦high 11⟧ low 1",
    good: "metric m points 0..10 snapshot bands high 10 low 1",
  },
  condition("PLAY313", "⟦storage⟧ becomes green", "health becomes green"),
  play(
    "PLAY314",
    "phase a day 1..3 { touch qbr } phase b day ⟦3..4⟧ { touch qbr }",
    "phase a day 1..3 { touch qbr } phase b day 4..4 { touch qbr }",
  ),
  play(
    "PLAY314",
    "phase a 60d..30d before renewal { touch qbr } phase b ⟦30d..0d⟧ before renewal { touch qbr }",
    "phase a 60d..30d before renewal { touch qbr } phase b 29d..0d before renewal { touch qbr }",
  ),
  play("PLAY315", "phase a day ⟦4..3⟧ { touch qbr }", "phase a day 3..4 { touch qbr }"),
  play("PLAY315", "phase a ⟦3d..4d⟧ before renewal { touch qbr }", "phase a 4d..3d before renewal { touch qbr }"),
  play(
    "PLAY316",
    "phase a day 1..2 { touch qbr } phase b ⟦60d..30d⟧ before renewal { touch qbr }",
    "phase a day 1..2 { touch qbr } phase b day 3..4 { touch qbr }",
  ),
  {
    code: "PLAY317",
    bad: inEscalation("after 7d touch qbr after ⟦6d⟧ touch qbr"),
    good: inEscalation("after 7d touch qbr after 7d touch qbr"),
  },
  {
    code: "PLAY318",
    bad: `play ⟦p⟧ { level red ${phase} }`,
    good: `play p { level red ${phase} } trigger t { level red on reply do start p }`,
  },
  play("PLAY319", `pauses play ⟦p⟧ ${phase}`, `pauses play at_risk ${phase}`),
  { code: "PLAY320", bad: "cadence ⟦c⟧ from renewal { }", good: "cadence c from renewal { day 1 touch qbr }" },
  {
    code: "PLAY320",
    bad: "play ⟦p⟧ { level red start when strategic }",
    good: `play p { level red start when strategic ${phase} }`,
  },
  { code: "PLAY320", bad: "calendar ⟦c⟧ { }", good: "calendar c { 2026-05-01 }" },
  {
    code: "PLAY321",
    bad: `segments { enterprise otherwise ⟦mid_market⟧ when seats > 9 } ${forEverybody}`,
    good: `segments { mid_market when seats > 9 enterprise otherwise } ${forEverybody}`,
  },
  step("PLAY322", "⟦60d⟧ touch qbr", "day 60 touch qbr"),
  condition(
    "PLAY323",
    "⟦active_users falls > 30% over 7d against usual 12w⟧",
    "active_users falls > 30% against usual 12w",
  ),
  condition(
    "PLAY323",
    "⟦logins falls > 30% over 12w against usual 1w⟧",
    "logins falls > 30% over 1w against usual 12w",
  ),
  play("PLAY323", `win when ⟦logins rises since start⟧ ${phase}`, `win when health rises since start ${phase}`),
  condition("PLAY324", `⟦${deep(200)}⟧`, deep(50)),
  condition("PLAY327", `⟦${wide(120)}⟧`, wide(20)),
  play(
    "PLAY329",
    `end after 9d ${phase} phase b day ⟦10..12⟧ { touch qbr }`,
    `end after 12d ${phase} phase b day 10..12 { touch qbr }`,
  ),
  play(
    "PLAY470",
    `end after 11d ${phase} phase b day ⟦10..12⟧ { touch qbr }`,
    `end after 12d ${phase} phase b day 10..12 { touch qbr }`,
  ),
  condition("PLAY333", "logins falls > ⟦30⟧ over 7d", "logins falls > 30% over 7d", "30%"),
  condition("PLAY333", "health rises >= ⟦15⟧ over 7d", "health rises >= 15 points over 7d", "points"),
  play("PLAY332", "phase a day 1..7 { ⟦every 1 week⟧ touch qbr }", "phase a day 1..8 { every 1 week touch qbr }"),
  play(
    "PLAY332",
    "phase a 7d..1d before renewal { ⟦every 1 week⟧ touch qbr }",
    "phase a 7d..1d before renewal { every 1 week at once touch qbr }",
  ),
  {
    code: "PLAY330",
    bad: ladder("end after 9d", "after ⟦9d⟧ touch qbr"),
    good: ladder("end after 9d", "after 8d touch qbr"),
  },
  { code: "PLAY330", bad: ladder(phase, "after ⟦2d⟧ touch qbr"), good: ladder(phase, "after 1d touch qbr") },
  {
    code: "PLAY331",
    bad: ladder("end after 9d", "after ⟦2d⟧ touch qbr expects reply within 1d unless reply"),
    good: ladder("end after 9d", "after 2d touch qbr expects reply within 1d after 3d touch qbr unless reply"),
  },
  { code: "PLAY325", bad: "role r machine ⟦owns accounts⟧", good: "role r owns accounts" },
  { code: "PLAY326", bad: "cover csm away over 2d by ⟦csm⟧", good: "cover csm away over 2d by executive" },
];

/** A play with a ladder. */
function ladder(clauses: string, rungs: string): string {
  return `play p { level red start when health < 60 ${clauses} escalation e } escalation e { ${rungs} }`;
}

/** A long condition in many parentheses: every level has all of it as its text. */
function wide(levels: number): string {
  const inner = "(seats > 3 or seats > 4) and ".repeat(6_000);
  return `${"not (".repeat(levels)}${inner}strategic${")".repeat(levels)}`;
}

/** A condition whose parts stand inside each other. */
function deep(levels: number): string {
  return `${"days with (".repeat(levels)}strategic${") over 7d > 3".repeat(levels)}`;
}
