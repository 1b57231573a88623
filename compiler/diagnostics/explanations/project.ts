/** Explanations 4xx: the project around the `.play` files, and the silencing of diagnostics. */
import type { projectMessages } from "../project-messages.ts";
import type { Explanation } from "./explanation.ts";

const unusedTask = "task tidy_up { owner csm  effort 5min }";
const usedTask = `${unusedTask}\ntrigger t { level red  on reply  do task tidy_up }`;
const touch = (template: string) =>
  `touch hello { channel email  owner csm  effort 5min  purpose give_insight  kind reactive  template ${template} }\ntrigger t { level yellow  on reply  do touch hello }`;
const accounts = "currency: USD\naccount: { file: accounts.csv, key: id }\n";
const mapping = (columns: string) =>
  `${accounts}people: { csm: { column: owner } }\nmetrics: { file: usage.csv, key: id, day: day, columns: { ${columns} } }\n`;
const csm = "people: { csm: { column: owner } }\n";
const templates = { "mails/hello.md": "Hello" };

export const projectExplanations: Record<keyof typeof projectMessages, Explanation> = {
  "unknown-currency": {
    meaning: "`currency` of `playc.yaml` has the right form, but ISO 4217 has no such code.",
    failing: "currency: ⟦USX⟧\naccount: { file: accounts.csv, key: id }\n",
    mended: "currency: USD\naccount: { file: accounts.csv, key: id }\n",
    file: "playc.yaml",
  },
  "path-leaves-project": {
    meaning:
      "Files that a playbook names lie inside its project folder and are named from there, with `/` and without `..`: so that the project means the same on every machine, and reads nothing it should not.",
    failing: touch('⟦"../hello.md"⟧'),
    mended: touch('"mails/hello.md"'),
    surroundings: { files: templates },
  },
  "missing-file": {
    meaning:
      "A template or holidays file is named that is not in the project folder. Letters count: `Hello.md` is not `hello.md`.",
    failing: touch('⟦"mails/helo.md"⟧'),
    mended: touch('"mails/hello.md"'),
    surroundings: { files: templates },
  },
  "bad-holiday": {
    meaning:
      "The holidays file has one line a day: a date, a colon, and the day's name. Lines that begin with `#` are comments.",
    failing: "2026-12-25: Christmas Day\n⟦Boxing Day⟧\n",
    mended: "2026-12-25: Christmas Day\n2026-12-26: Boxing Day\n",
    file: "holidays.yaml",
    surroundings: { program: 'policy { holidays "holidays.yaml" }' },
  },
  "repeated-holiday": {
    meaning: "The holidays file lists a day twice. Perhaps the second was meant to be another year's.",
    failing: "2026-12-25: Christmas Day\n⟦2026-12-25: Christmas Day⟧\n",
    mended: "2026-12-25: Christmas Day\n",
    file: "holidays.yaml",
    surroundings: { program: 'policy { holidays "holidays.yaml" }' },
  },
  "silenced-without-reason": {
    meaning:
      "Whatever is silenced, lowered or raised says why, so that whoever comes later can tell whether it still holds.",
    failing: `⟦# playc: allow PLAY107⟧\n${unusedTask}`,
    mended: `# playc: allow PLAY107 because the onboarding team will use it from March on\n${unusedTask}`,
  },
  "error-silenced": {
    meaning: "Only warnings can be silenced or lowered. With an error there is no schedule, whatever is said of it.",
    failing: `# playc: allow ⟦PLAY302⟧ because we know\n${usedTask}`,
    mended: usedTask,
  },
  "unused-allow": {
    meaning:
      "A silencing that silences nothing: what it was written for is mended or has moved. Left alone, it would hide the next mistake of the kind.",
    failing: `⟦# playc: allow PLAY107 because nobody uses it yet⟧\n${usedTask}`,
    mended: usedTask,
  },
  "unknown-code": {
    meaning: "A silencing names a code that no diagnostic has. `playc explain code` lists them all.",
    failing: `# playc: allow ⟦PLAY1O7⟧ because the onboarding team will use it from March on\n${unusedTask}`,
    mended: `# playc: allow PLAY107 because the onboarding team will use it from March on\n${unusedTask}`,
  },
  "unreadable-allow": {
    meaning: "A comment that begins with `# playc:` is an order to playc, and must be one it can read.",
    failing: `⟦# playc: ignore unused things⟧\n${usedTask}`,
    mended: usedTask,
  },
  "project-file-unreadable": {
    meaning:
      "`playc.yaml` is not YAML at this place: a quote or bracket is not closed, or the indentation does not fit. Tags, and anchors that refer to too much, are refused too.",
    failing: "currency: USD\naccount: { file: accounts.csv, key: id\n⟦p⟧eople: { csm: { column: owner } }\n",
    mended: "currency: USD\naccount: { file: accounts.csv, key: id }\npeople: { csm: { column: owner } }\n",
    file: "playc.yaml",
  },
  "unknown-project-key": {
    meaning: "`playc.yaml`, or one entry of it, has no such key. docs/project-file.md lists all of them.",
    failing: "currency: USD\naccount: { file: accounts.csv, key: id, ⟦feilds⟧: { arr: ARR } }\n",
    mended: "currency: USD\naccount: { file: accounts.csv, key: id, fields: { arr: ARR } }\n",
    file: "playc.yaml",
  },
  "missing-project-key": {
    meaning:
      "An entry of `playc.yaml` lacks a key that must be there: the project its `currency` and `account`, a table its `file` and the column with the account's id (`key`).",
    failing: "currency: USD\n⟦account⟧: { file: accounts.csv }\n",
    mended: "currency: USD\naccount: { file: accounts.csv, key: id }\n",
    file: "playc.yaml",
  },
  "wrong-project-value": {
    meaning:
      "The key is right and its value is not: a currency that is not three capital letters, a file of a kind that is not read, a time zone that does not exist, a number where the name of a column stands.",
    failing: "currency: USD\naccount: { file: ⟦accounts.xlsx⟧, key: id }\n",
    mended: "currency: USD\naccount: { file: accounts.csv, key: id }\n",
    file: "playc.yaml",
  },
  "project-keys-clash": {
    meaning:
      "Two keys of an entry cannot stand together, or only one of two that belong together is there; a key is written twice; an entry of `people` or `metrics` is none of the forms that docs/project-file.md shows.",
    failing: "currency: USD\naccount: { file: accounts.csv, key: id, from: since, ⟦known⟧: today }\n",
    mended: "currency: USD\naccount: { file: accounts.csv, key: id, from: since }\n",
    file: "playc.yaml",
  },
  "mapped-slip": {
    meaning:
      "`playc.yaml` gives data for a name that the program does not declare, and the program declares one very like it that has no data. Of two versions of a name one is a slip.",
    failing: mapping("⟦login⟧: n"),
    mended: mapping("logins: n"),
    file: "playc.yaml",
    surroundings: { mapped: true },
  },
  "mapped-undeclared": {
    meaning:
      "`playc.yaml` gives data for a field, metric, event, role, contact, touch or task that no `.play` file declares. It is passed over, so that one `playc.yaml` can serve two versions of a program.",
    failing: mapping("logins: n, ⟦visits⟧: v"),
    mended: mapping("logins: n"),
    file: "playc.yaml",
    surroundings: { mapped: true },
  },
  "nobody-owns": {
    meaning:
      "A role with `owns accounts` is a person per account, and `people` of `playc.yaml` says who. Of a role that it does not name everything is unserved.",
    failing: `${accounts}⟦people⟧: { sponsor: { column: sponsor } }\n`,
    mended: `${accounts}people: { sponsor: { column: sponsor }, csm: { column: owner } }\n`,
    file: "playc.yaml",
    surroundings: { mapped: true },
  },
  "assigned-by-nothing": {
    meaning:
      "`assign` with `by` gives an account to those whose attribute of that name is what the account's field of that name says. No `.play` file declares such a field of the account, of text or of named values.",
    failing: `${accounts}people: { csm: { assign: { rule: least_loaded, ⟦by⟧: territory } } }\n`,
    mended: `${accounts}people: { csm: { assign: { rule: least_loaded } } }\n`,
    file: "playc.yaml",
    surroundings: { mapped: true },
  },
  "roster-otherwise": {
    meaning:
      "`team` says how many people a role has, and `playc.yaml` lists another number of them. The list is what a simulation goes by; one of the two is out of date.",
    failing: `${accounts}${csm}team: { ⟦people⟧: [{ person: Dana, role: csm }, { person: Eli, role: csm }] }\n`,
    mended: `${accounts}${csm}team: { people: [{ person: Dana, role: csm }, { person: Eli, role: csm }, { person: Fay, role: csm }] }\n`,
    file: "playc.yaml",
    surroundings: { mapped: true, program: "team { csm 3 people }" },
  },
  "hours-beyond-shifts": {
    meaning:
      "A person has more hours a week for plays than her shifts are long: her days times her shift, or the policy's `hours` where she has a time zone and no shift. What exceeds a day's shift is worked on no day.",
    failing: `${accounts}${csm}team: { people: [{ ⟦person⟧: Dana, role: csm, hours: 30h, days: "mon..wed", shift: "09:00..13:00" }] }\n`,
    mended: `${accounts}${csm}team: { people: [{ person: Dana, role: csm, hours: 12h, days: "mon..wed", shift: "09:00..13:00" }] }\n`,
    file: "playc.yaml",
    surroundings: { mapped: true },
  },
};
