/**
 * The rest of the oracle: whole programs on the same histories. Scores, standing, touch models, journeys, runs and
 * experiments are worked out by SQL from the raw files. What is delivered is read from the ledger that the simulation
 * wrote, and what conditions say of it is worked out again.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import { openLedgerStore } from "../../runtime/ledger/store.ts";
import { manifestOf } from "../../runtime/rank-accounts.ts";
import { checkOutcome } from "../../runtime/simulate.ts";
import { type Agreement, type Compared, type Oracle, type OracleCase, type Part, readPart } from "./answers.ts";
import { compareAnswer, fireDays, type Subject, type Tally, whenOf } from "./compare.ts";
import { load } from "./subject.ts";

/** Files of SQL beside `cases.sql`, in the order in which they need each other. */
const partNames = ["ranks", "scores", "open-cases", "deliveries", "journeys", "models", "runs", "experiments"] as const;
export type PartName = (typeof partNames)[number];

export interface Spine {
  subject: Subject;
  parts: ReadonlyMap<PartName, Part>;
}

/** What a simulation of the subject's accounts said. */
export interface Lived {
  /** The Parquet files of the run. */
  files: string;
  lives: ReadonlyMap<string, Life>;
  close(): void;
}

/** What one account said of each case: a letter a day of the grid, and the days of its fires. */
interface Life {
  truths: ReadonlyMap<string, string[]>;
  fires: ReadonlyMap<string, number[]>;
}

export interface Outcome {
  cases: Map<OracleCase, Tally>;
  agreements: Map<Agreement, Compared>;
}

/** The program of a data set with the triggers of all cases, and the histories of the oracle's accounts. */
export async function loadSpine(dataSet: string, folder: string, keep: ReadonlySet<string>): Promise<Spine> {
  const parts = new Map(partNames.map((name) => [name, readPart(`${dataSet}/${name}`)]));
  const cases = [...parts.values()].flatMap((part) => part.cases);
  return { subject: await load(dataSet, folder, keep, ["model.play", "spine.play"], cases), parts };
}

/**
 * Simulates every account twice: as a run does, for its files and fires, and with every day lived, on each of which the
 * cases are asked at the close.
 */
export async function live({ schedule, histories, accounts }: Subject, cases: readonly string[]): Promise<Lived> {
  const folder = mkdtempSync(join(tmpdir(), "playc-oracle-"));
  const files = join(folder, "files");
  mkdirSync(files);
  const store = await openLedgerStore(folder);
  const simulation = createSimulation(schedule, histories);
  const triggers = new Map(schedule.triggers.map((trigger) => [trigger.name, trigger]));
  const whens = cases.map((name) => ({ name, when: whenOf(triggers.get(name)) }));
  const lives = new Map<string, Life>();
  for (const history of accounts) {
    const outcome = simulation.run(history);
    checkOutcome(outcome);
    store.append(outcome);
    const truths = new Map(cases.map((name): [string, string[]] => [name, []]));
    const watched = cases.length > 0;
    if (watched)
      simulation.run(history, {
        opened: () => undefined,
        closed({ program: { conditions }, view }, day) {
          for (const { name, when } of whens) {
            const truth = conditions.test(when)(view, { windowDay: day, today: day });
            truths.get(name)!.push(truth === undefined ? "?" : truth ? "1" : "0");
          }
        },
      });
    lives.set(history.id, { truths, fires: fireDays(outcome.rows.filter(({ path }) => path.startsWith("trigger "))) });
  }
  store.finish();
  await store.exportParquet(files);
  const manifest = manifestOf(schedule, histories.grid, histories.cutoffs ?? new Map());
  writeFileSync(join(files, "manifest.json"), JSON.stringify(manifest));
  store.close();
  return { files, lives, close: () => rmSync(folder, { recursive: true }) };
}

/** Holds what was lived against the oracle's answers, which must have read the run: everything, or the named things alone. */
export async function compareLived(
  { subject, parts }: Spine,
  { lives }: Lived,
  oracle: Oracle,
  only?: readonly string[],
): Promise<Outcome> {
  const asked = ({ name }: { name: string }) => only?.includes(name) ?? true;
  const outcome: Outcome = { cases: new Map(), agreements: new Map() };
  for (const oracleCase of [...parts.values()].flatMap((part) => part.cases).filter(asked)) {
    const answers = await oracle.answer(oracleCase);
    const tallies = [...lives].map(([account, { truths, fires }]) => {
      const letters = truths.get(oracleCase.name)!;
      const truth = (day: number) => ({ "1": true, "0": false })[letters[day - subject.histories.grid.from]!];
      return { account, answer: answers.get(account), truth, fires };
    });
    outcome.cases.set(oracleCase, compareAnswer(oracleCase, tallies));
  }
  for (const agreement of [...parts.values()].flatMap((part) => part.agreements).filter(asked)) {
    outcome.agreements.set(agreement, await oracle.agree(agreement));
  }
  return outcome;
}
