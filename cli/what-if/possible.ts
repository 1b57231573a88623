/** Whether the data has the days and the people that scenarios speak of: asked before anything is simulated. */
import { likely } from "../../compiler/diagnostics/suggest.ts";
import { formatDay } from "../../runtime/calendar/days.ts";
import type { DayRange, Histories } from "../../runtime/histories/types.ts";
import { teamOf } from "../../runtime/people/peopled.ts";
import { type Ready, withPeople } from "../../runtime/scenarios/apply.ts";
import type { Change, Scenario } from "../../runtime/scenarios/change.ts";
import { ScenarioError } from "../../runtime/scenarios/people-changes.ts";
import { Failure } from "../failure.ts";
import type { ReportedDays } from "../reported-days.ts";
import { printable } from "../views/printable.ts";
import { wrongScenario } from "./text.ts";

interface Typed extends Scenario {
  readonly text: string;
}

/** `histories` as they were opened, `to` the last reported day, if one was asked for. A Failure of kind `usage` for the first that cannot be, with a mark where it is known. */
export function checkPossible(plan: Ready<Histories>, { to }: ReportedDays, scenarios: readonly Typed[]): void {
  for (const scenario of scenarios) {
    let changed = { ...plan, ruled: new Map() };
    try {
      for (const change of scenario.changes) {
        if (change.kind === "accounts") continue;
        checkDays(scenario.text, change, plan.histories.grid, to);
        if (change.kind === "away") checkPerson(scenario.text, change.person, changed);
        changed = { ...withPeople(changed, change), ruled: new Map() };
      }
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      throw impossible(scenario.text, error);
    }
  }
}

/** What a scenario asks for and the data cannot give. */
export function impossible(text: string, error: ScenarioError): Failure {
  return new Failure("usage", `--what-if "${printable(text)}" cannot be simulated. ${printable(error.message)}`);
}

/** A change behind the last day, of the data or that is reported, or time off on other days, would change nothing. */
function checkDays(text: string, change: Exclude<Change, { kind: "accounts" }>, data: DayRange, to = data.to): void {
  const first = change.kind === "away" ? change.days.from : change.from;
  const last = change.kind === "away" ? change.days.to : data.to;
  if (first === undefined || (first <= to && last >= data.from)) return;
  const days =
    first > to && to < data.to
      ? `the reported days end on ${formatDay(to)} (--to)`
      : `the data goes from ${formatDay(data.from)} to ${formatDay(data.to)}`;
  const written = formatDay(first);
  throw wrongScenario(text, `It would change nothing: ${days}.`, text.lastIndexOf(written), written.length);
}

function checkPerson(text: string, person: string, { schedule, histories }: Ready<Histories>): void {
  const { people } = teamOf(schedule, histories.staff ?? { owners: new Map(), zone: "UTC" });
  if (people.has(person)) return;
  const { suggestion } = likely(person, people.keys());
  const instead = suggestion === undefined ? "" : ` Did you mean \`${suggestion}\`?`;
  throw wrongScenario(
    text,
    `Nobody is called ${person}: neither the roster nor the data names such a person.${instead}`,
    Math.max(0, text.lastIndexOf(person, text.lastIndexOf(" away"))),
    person.length,
  );
}
