/** A small programme for tests of measures, and what its figures come to. */
import { measureResults } from "../../runtime/measures/result.ts";
import { ReturnTotals, returnResult } from "../../runtime/measures/return.ts";
import { MeasureTotals } from "../../runtime/measures/tally.ts";
import { type AccountText, setUp, type World } from "../support/world.ts";

/** What the measures of these tests are about; `goals` follow it. */
const model = `
account { arr money? contract_start date churned_on date? begins contract_start ends churned_on }
event attended, reply, first_value, signed
event nps { score 0..10 }
metric health points 0..100 snapshot missing carries
role csm
role robot machine
segments { large when arr >= $50K small otherwise }
touch mail { channel email owner robot effort 0min purpose give_insight kind educational }
touch qbr { channel video owner csm effort 60min prep 30min purpose reinforce_value kind proactive }
cadence rhythm from contract_start { day 10 touch mail day 20 touch qbr }
play care { level red start when health < 60 win when health >= 80 end after 20d phase call day 1..5 { task look } }
task look { owner csm effort 15min }
`;

/** The figures by measure and the return of a programme with these goals, played on these accounts over 2025. */
export function run(goals: string, accounts: AccountText[], more: Partial<World> = {}) {
  const world: World = { play: model + goals, grid: ["2025-01-01", "2025-12-31"], accounts, ...more };
  const { schedule, simulation, histories } = setUp(world);
  const [measures, returns] = [new MeasureTotals(), new ReturnTotals()];
  for (const history of histories) {
    const outcome = simulation.run(history);
    measures.add(outcome.measures);
    returns.add(outcome.returns);
  }
  const { from, to } = simulation.range;
  const lookAhead = world.lookAhead ?? [];
  const results = measureResults(schedule, measures.tallies, lookAhead);
  return {
    figures: Object.fromEntries(results.map((result) => [result.measure, result])),
    roi: returnResult(schedule, returns.lines, to - from + 1, lookAhead),
  };
}

type Fields = Omit<NonNullable<AccountText["fields"]>, "arr"> & { arr?: number | Record<string, number> };

/** A customer since 2024, `arr` in dollars: histories hold cents. */
export function customer(id: string, { arr, ...fields }: Fields, events: AccountText["events"] = {}): AccountText {
  const cents =
    typeof arr === "object"
      ? Object.fromEntries(Object.entries(arr).map(([day, usd]) => [day, 100 * usd]))
      : arr && 100 * arr;
  const given = { contract_start: "2024-01-01", ...fields, ...(cents !== undefined && { arr: cents }) };
  return { id, people: { csm: "Dana" }, fields: given, events };
}
