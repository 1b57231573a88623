/** Customers of playbooks/saas in the middle of something, on days of several kinds and for edits of every kind: the engine says of each what the oracle says. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { compare } from "../../review/diff/diff.ts";
import { programChange } from "../../review/in-flight/in-flight.ts";
import { createChangeOver } from "../../runtime/engine/change/change-over.ts";
import type { Standing } from "../../runtime/engine/change/types.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import { type OpenedHistories, openHistories } from "../../runtime/histories/open.ts";
import type { AccountHistory } from "../../runtime/histories/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { howOften } from "../support/how-often.ts";
import { day } from "../support/world.ts";
import { comingText, type Edit, type Expected, expectedOf } from "./in-flight-oracle.ts";

const saas = join(import.meta.dirname, "../../playbooks/saas");
const root = mkdtempSync(join(tmpdir(), "playc-in-flight-"));
const accounts: AccountHistory[] = [];
let histories: OpenedHistories;
let before: Schedule;

type Replacement = readonly [from: string, to: string];

/** Each with what it renames or takes away, and which declarations mean something else then. */
const edits: Readonly<Record<string, Omit<Edit, "before" | "after"> & { readonly text: readonly Replacement[] }>> = {
  "steps, phases and rungs that are moved, new and gone": {
    text: [
      ["every 1 quarter touch qbr", "every 2 months touch qbr"],
      ["  every 2 months touch check_in not within 14d of business_review\n", ""],
      ["  week 8 touch check_in\n", "  week 12 touch check_in\n"],
      ["  30d touch value_report unless", "  25d touch value_report unless"],
      [
        "touch handover_review }",
        "touch handover_review }\n  phase settle day 91..119 { every 2 weeks touch check_in }",
      ],
      ["phase reach day 3..6", "phase reach day 3..9"],
      ["phase recover day 7..29", "phase recover day 10..29"],
      ["after 14d touch sponsor_call", "after 12d touch sponsor_call"],
      ["  after 21d task joint_review to csm_manager unless health rises >= 10 points since start\n", ""],
    ],
    renamed: {
      "cadence mid_market_rhythm/step/2": null,
      "cadence mid_market_rhythm/step/3": "cadence mid_market_rhythm/step/2",
      "cadence mid_market_rhythm/step/4": "cadence mid_market_rhythm/step/3",
      "escalation rescue/rung/3": null,
      "escalation rescue/rung/4": "escalation rescue/rung/3",
    },
    changed: [],
  },
  "declarations that are gone, renamed and for others": {
    text: [
      [", cadence smb_rhythm", ""],
      ["play expansion, play advocacy", "play growth"],
      ["play expansion for", "play growth for"],
      ["pauses play expansion", "pauses play growth"],
      ["start expansion", "start growth"],
      ["cadence tech_touch for", "cadence by_machine for"],
      ["cadence monthly_value for mid_market", "cadence monthly_value for enterprise"],
      ["cadence lifted for smb", "cadence lifted for mid_market, smb"],
    ],
    renamed: {
      "play expansion": "play growth",
      "play advocacy": null,
      "cadence tech_touch": "cadence by_machine",
      "cadence smb_rhythm": null,
    },
    changed: [],
  },
  "what begins anew": {
    text: [
      [
        "play at_risk for enterprise, mid_market, smb {",
        "play at_risk for enterprise, mid_market {\n  on change restart",
      ],
      ["phase reach day 3..6", "phase reach day 4..6"],
      [
        "where time since contract_start > 90d {\n  ## Not for",
        "where time since contract_start > 90d {\n  on change restart\n  ## Not for",
      ],
      ["every 1 quarter touch qbr", "every 2 months touch qbr"],
      [
        "cadence tech_touch for self_serve from contract_start {",
        "cadence tech_touch for self_serve, smb from contract_start {\n  on change restart",
      ],
      ["escalation rescue {", "escalation rescue {\n  on change restart"],
    ],
    renamed: {},
    changed: ["play at_risk", "cadence enterprise_rhythm", "cadence tech_touch"],
  },
  "what ends, and a ladder that begins anew under a run that goes on": {
    text: [
      [
        "  level yellow\n  start when time since contract_start <= 7d",
        "  level yellow\n  on change end\n  start when time since contract_start <= 7d",
      ],
      ["phase kickoff day 1..7", "phase kickoff day 1..6"],
      ["escalation rescue {\n  after 7d", "escalation rescue {\n  on change restart\n  after 6d"],
      [
        "cadence first_quarter for enterprise, mid_market from contract_start during onboarding {",
        "cadence first_quarter for enterprise, mid_market from contract_start during onboarding {\n  on change end",
      ],
      ["  week 8 touch check_in\n", "  week 12 touch check_in\n"],
      ["cadence smb_renewal for smb before renewal {", "cadence smb_renewal for smb before renewal {\n  on change end"],
      ["  30d touch value_report unless", "  25d touch value_report unless"],
    ],
    renamed: {},
    changed: ["play onboard", "escalation rescue", "cadence first_quarter", "cadence smb_renewal"],
  },
};

/** A Sunday on which clocks change, a working day, a day after a holiday, a holiday, the last day of a month. */
const days = ["2025-03-09", "2025-06-11", "2025-07-05", "2026-01-01", "2026-04-30"];

beforeAll(async () => {
  const opened = compileProject(saas);
  before = compiled("before", []);
  mkdirSync(join(root, "input"));
  histories = await openHistories({ ...opened, projectDir: saas, dataDirs: [], tempDir: join(root, "input") });
  for await (const account of histories.accounts()) accounts.push(account);
}, 120_000);
afterAll(async () => {
  await histories?.close();
  rmSync(root, { recursive: true, force: true });
});

/** The program of playbooks/saas with other texts in it; its tests stay behind. */
function compiled(name: string, replacements: readonly Replacement[], drop: readonly string[] = []): Schedule {
  const folder = join(root, name.replaceAll(/\W+/g, "-"));
  mkdirSync(folder);
  for (const file of ["playc.yaml", "holidays.yaml", "templates", "team.csv"]) {
    cpSync(join(saas, file), join(folder, file), { recursive: true });
  }
  const found = new Set<Replacement>();
  for (const file of readdirSync(saas)) {
    if (!file.endsWith(".play") || file.startsWith("tests")) continue;
    let text = readFileSync(join(saas, file), "utf8");
    for (const replacement of replacements) {
      if (!text.includes(replacement[0])) continue;
      found.add(replacement);
      text = text.replace(...replacement);
    }
    for (const declaration of drop) text = text.replace(new RegExp(`^${declaration} [^]*?^}\n`, "m"), "");
    writeFileSync(join(folder, file), text);
  }
  expect(replacements.filter((each) => !found.has(each))).toEqual([]);
  return compileProject(folder).schedule;
}

/** Of so many customers one is asked. */
const every = howOften(1, 10);

test.each(Object.entries(edits))(
  "%s",
  (name, { text, renamed, changed }) => {
    const gone = Object.keys(renamed).filter((path) => renamed[path] === null && !path.includes("/"));
    const edit = { before, after: compiled(name, text, gone), renamed, changed };
    const fates = new Map<string, number>();
    for (const on of days.map(day)) {
      const given = { grid: histories.grid, covers: histories.covers, summary: histories.summary };
      const standings: Standing[] = [];
      const simulation = createChangeOver(
        { schedule: before, histories: given },
        { schedule: edit.after, histories: given },
        {
          change: programChange(compare(before, edit.after), on),
          to: on,
          goesOn: "after",
          otherHistory: (account) => account,
          onStandings: (_account, found) => standings.push(...found),
        },
      );
      const eve = createSimulation(before, given, { to: on - 1 });
      for (const history of accounts.filter((_, index) => index % every === 0)) {
        standings.length = 0;
        simulation.run(history);
        const expected = expectedOf({ history, outcome: eve.run(history) }, edit, on);
        const found = standings.map(told);
        const key = ({ what, since }: Expected) => `${what} ${since}`;
        const inOrder = (all: readonly Expected[]) => all.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
        expect({ account: history.id, on, all: inOrder(found) }).toEqual({
          account: history.id,
          on,
          all: inOrder(expected),
        });
        for (const { fate } of found) fates.set(fate, (fates.get(fate) ?? 0) + 1);
      }
    }
    expect([...fates.keys()].length).toBeGreaterThan(1);
  },
  300_000,
);

function told({ kind, name, fate, why, since, day, next, withdrawn }: Standing): Expected {
  const whole = why === undefined ? fate : `${fate} ${why}`;
  const [was, is] = [next.before, next.after].map(comingText);
  return { what: `${kind} ${name.before}`, fate: whole, since, day, before: was, after: is, withdrawn };
}
