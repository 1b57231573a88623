/** Explanations 4xx: the project around the `.play` files, and the silencing of diagnostics. */
import type { projectMessages } from "../project-messages.ts";
import type { Explanation } from "./explanation.ts";

const unusedTask = "task tidy_up { owner csm  effort 5min }";
const usedTask = `${unusedTask}\ntrigger t { level red  on reply  do task tidy_up }`;
const touch = (template: string) =>
  `touch hello { channel email  owner csm  effort 5min  purpose give_insight  kind reactive  template ${template} }\ntrigger t { level red  on reply  do touch hello }`;
const templates = { "mails/hello.md": "Hello" };

export const projectExplanations: Record<keyof typeof projectMessages, Explanation> = {
  "unknown-currency": {
    meaning: "`currency` of `playc.yaml` has the right form, but ISO 4217 has no such code.",
    failing: "⟦⟧currency: USX\naccount: { file: accounts.csv, key: id }\n",
    mended: "currency: USD\naccount: { file: accounts.csv, key: id }\n",
    file: "playc.yaml",
    surroundings: { currency: "USX" },
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
};
