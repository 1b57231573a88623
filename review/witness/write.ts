/** A history on which two programs differ, in words: as a test where one can say it, tried in both programs. */
import { formatDay } from "../../runtime/calendar/days.ts";
import { createConditions } from "../../runtime/conditions/index.ts";
import { closeOf } from "../../runtime/engine/scope.ts";
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { LedgerRow } from "../../runtime/ledger/types.ts";
import { type Facts, gatherFacts } from "../../runtime/testing/facts.ts";
import { isMet } from "../../runtime/testing/judge.ts";
import { runTests } from "../../runtime/testing/run.ts";
import { simulationOf, type TestSimulation } from "../../runtime/testing/simulation.ts";
import type { Expectation, TestCase, TestPlan } from "../../schedule/tests.ts";
import type { Schedule } from "../../schedule/types.ts";
import { type Rename, sameNames } from "../diff/rule.ts";
import { caseOf, type Draft } from "./draft.ts";
import { type BothFacts, type Proposal, pointsProposals, proposals, standingProposal } from "./expect.ts";
import { nameKindOf, renamedExpectation, renamedPath } from "./names.ts";
import { blockOf, historyText } from "./print.ts";
import { ownDraft, type Programs } from "./run.ts";
import type { Written } from "./types.ts";

/** So many expectations are tried for one that shows something by itself. */
const mostTried = 6;

/** Undefined where no expectation tells the two programs apart on this history. */
export function asTest(
  programs: Programs,
  draft: Draft,
  about: (what: string) => boolean,
  name: string,
): Written | undefined {
  const { after, zone } = programs;
  const [old, now] = [sideOf(programs, draft, "before"), sideOf(programs, draft, "after")];
  const facts = { before: old.facts([]), after: now.facts([]) };
  const found = [
    ...standingProposals(programs, now.test, old, now, about),
    ...pointsProposals(programs, facts, now.test, about),
    ...proposals(programs, now.test, facts, about),
  ].slice(0, mostTried);
  const telling = found.flatMap((proposal) => {
    const { expectation } = proposal;
    const asBefore = renamedExpectation(expectation, programs.names.toBefore);
    if (isAskable(asBefore, old.schedule) && isMet(asBefore, old.facts([asBefore]))) return [];
    const plan: TestPlan = {
      format: "playc-tests",
      version: 1,
      tests: [{ ...now.test, expectations: [expectation] }],
    };
    const [result] = runTests({ schedule: after, plan, zone }).tests;
    return result?.passed ? [{ proposal, warning: result.expectations[0]?.warning ?? null }] : [];
  });
  // One that shows something by itself is worth more than one that would hold anyway, and what happens more than what does not.
  const worth = ({ proposal, warning }: (typeof telling)[number]) =>
    (warning === null ? 2 : 0) + (proposal.expectation.text.startsWith("no ") ? 0 : 1);
  const chosen = [...telling].sort((one, other) => worth(other) - worth(one))[0]?.proposal;
  if (!chosen) return undefined;
  const said = { text: chosen.expectation.text, comment: `Before the change: ${chosen.before}.` };
  const { before, after: later } = chosen;
  return { history: historyText(draft, after), test: blockOf(name, draft, after, said), before, after: later };
}

/** A segment or touch model that a program does not have is nothing that it can be asked for, and no account is in it. */
function isAskable(expectation: Expectation, { segments, models = [] }: Schedule): boolean {
  if (expectation.kind !== "state") return true;
  const { condition } = expectation;
  const asked = condition.node === "not" ? condition.operand : condition;
  if (asked.node !== "segment" && asked.node !== "model") return true;
  const known = (asked.node === "segment" ? segments : models).map(({ name }) => name);
  return asked.values.every((name) => known.includes(name));
}

interface Side extends TestSimulation {
  readonly schedule: Schedule;
  readonly test: TestCase;
  facts(expectations: readonly Expectation[]): Facts;
}

function sideOf(programs: Programs, draft: Draft, side: "before" | "after"): Side {
  const schedule = programs[side];
  const test = caseOf(side === "before" ? ownDraft(schedule, draft, programs.names.toBefore) : draft);
  const made = simulationOf(schedule, test, programs.zone);
  const [history] = made.histories.accounts.values();
  return {
    ...made,
    schedule,
    test,
    facts: (expectations) => gatherFacts(schedule, made.simulation, history!, expectations),
  };
}

// ---- segments and touch models ---------------------------------------------------------------------------------------

function standingProposals(
  { after, names }: Programs,
  test: TestCase,
  old: Side,
  now: Side,
  about: (what: string) => boolean,
): Proposal[] {
  const found: (Proposal | undefined)[] = [];
  if (about("segments")) {
    const [before, later] = [segmentsOf(old, names.toAfter), segmentsOf(now, sameNames)];
    const differing = later.findIndex(({ segment }, index) => segment !== before[index]?.segment);
    if (differing >= 0) {
      const { day, segment } = later[differing]!;
      const standing = { day, before: before[differing]?.segment ?? null, after: segment };
      found.push(
        standingProposal("segment", standing, test, (name) => after.segments.some((each) => each.name === name)),
      );
    }
  }
  if (about("models")) {
    const before = modelsOf(old, names.toAfter);
    const later = modelsOf(now, sameNames);
    const day = [...later.keys()].find((each) => later.get(each) !== before.get(each));
    if (day !== undefined) {
      const standing = { day, before: before.get(day) ?? null, after: later.get(day) ?? null };
      const isThere = (name: string) => after.models?.some((each) => each.name === name) === true;
      found.push(standingProposal("model", standing, test, isThere));
    }
  }
  return found.filter((each) => each !== undefined);
}

function segmentsOf({ schedule, histories }: Side, rename: Rename): { day: EpochDay; segment: string | null }[] {
  const conditions = createConditions(schedule, histories);
  const [history] = histories.accounts.values();
  const view = conditions.view(history!, () => undefined);
  const { from, to } = histories.grid;
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const { segment } = conditions.segmentOf(view, closeOf(from + index));
    return { day: from + index, segment: segment === undefined ? null : rename("segment", segment) };
  });
}

function modelsOf({ simulation, histories }: Side, rename: Rename): Map<EpochDay, string | null> {
  const [history] = histories.accounts.values();
  const days = new Map<EpochDay, string | null>();
  for (const { from, to, model } of simulation.run(history!).models) {
    for (let day = from; day <= to; day++) days.set(day, model === null ? null : rename("model", model));
  }
  return days;
}

// ---- what no test can ask for ----------------------------------------------------------------------------------------

/** The history with what each program owes on it, in the first demand that is another one. */
export function asHistory(programs: Programs, draft: Draft, about: (what: string) => boolean): Written | undefined {
  const [old, now] = [sideOf(programs, draft, "before"), sideOf(programs, draft, "after")];
  const facts: BothFacts = { before: old.facts([]), after: now.facts([]) };
  const before = owed(facts.before, programs.names.toAfter, about);
  const after = owed(facts.after, sameNames, about);
  const place = after.findIndex((said, index) => said !== before[index]);
  const at = place < 0 ? after.length : place;
  if (before[at] === undefined && after[at] === undefined) return armsApart(programs, draft, facts);
  const said = (text: string | undefined) => text ?? "nothing more is owed";
  return { history: historyText(draft, programs.after), test: null, before: said(before[at]), after: said(after[at]) };
}

function owed({ demands }: Facts, rename: Rename, about: (what: string) => boolean): string[] {
  const rows = demands.map(({ row }) => row).filter(({ source }) => about(renamedPath(source, rename)));
  return rows.map((row) => owedText(row, rename)).sort();
}

function owedText(row: LedgerRow, rename: Rename): string {
  const { kind, name, dated, contact, channel, deadline, effortMinutes, prepMinutes, priority } = row;
  const minutes = effortMinutes + prepMinutes;
  return [
    `${kind} ${rename(nameKindOf(kind), name)} of ${formatDay(dated)} is owed by ${rename("role", row.ownerRole)}`,
    ...(contact === null ? [] : [`to ${rename("contact", contact)}`]),
    ...(channel === null ? [] : [`done by ${channel}`]),
    `at priority ${priority}, in ${minutes} min`,
    deadline === null
      ? "without a deadline"
      : `with a deadline of ${new Date(deadline).toISOString().slice(0, 16).replace("T", " ")} UTC`,
  ].join(", ");
}

function armsApart({ after }: Programs, draft: Draft, facts: BothFacts): Written | undefined {
  const said = ({ arms }: Facts) =>
    arms.map(({ experiment, arm }) => `experiment ${experiment}: ${arm ?? "in no arm"}`).join(", ");
  const [before, now] = [said(facts.before), said(facts.after)];
  return before === now ? undefined : { history: historyText(draft, after), test: null, before, after: now };
}
