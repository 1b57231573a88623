/** A program with two journeys, one of them a track for each department, and random customers who go through them. */
import fc from "fast-check";
import { formatDay } from "../../runtime/calendar/days.ts";
import { type AccountText, day } from "./world.ts";

export const first = "2026-01-01";
export const days = 240;
/** The first reported day. */
export const reported = 30;
export const date = (number: number) => formatDay(day(first) + number);

export const model = `
account { contract_start date  renewal date  churned_on date?  big flag = false  begins contract_start  ends churned_on }
segments { large when big  small otherwise }
metric seats count snapshot missing carries
event signed, champion_left
event pilot_begun, pilot_done { department text }
role csm owns accounts
touch call { channel video owner csm effort 30min purpose address_need kind proactive }
journey customer {
  stage setup {
    enter from contract_start
    leave when seats >= 5
    expect large 10d..40d, small 5d..15d
  }
  stage adoption {
    enter after setup
    leave when seats >= 8
    back to setup on champion_left
    back to setup when seats < 3
    skip to renewing when time to renewal <= 20d
    expect 10d..30d
  }
  stage renewing { enter after adoption leave on signed then adoption expect 10d..20d }
}
journey rollout per department {
  stage pilot { enter on pilot_begun leave on pilot_done }
  stage everybody { enter after pilot }
}
`;
const someDays = (most: number) => fc.uniqueArray(fc.integer({ min: 0, max: days - 1 }), { maxLength: most });
export const accounts: fc.Arbitrary<AccountText[]> = fc.array(
  fc
    .record({
      start: fc.integer({ min: -40, max: 60 }),
      renewal: fc.integer({ min: 60, max: days }),
      churned: fc.option(fc.integer({ min: 100, max: days - 5 })),
      big: fc.boolean(),
      seats: fc.array(fc.tuple(fc.integer({ min: 0, max: days - 1 }), fc.nat(12)), { maxLength: 10 }),
      signed: someDays(5),
      champion_left: someDays(3),
      pilots: fc.array(fc.tuple(fc.nat(days - 1), fc.constantFrom("sales", "it"), fc.boolean()), { maxLength: 6 }),
    })
    .map(({ start, renewal, churned, big, seats, signed, champion_left, pilots }): AccountText => {
      const times = (all: readonly number[]) => all.toSorted((a, b) => a - b).map((at) => `${date(at)}T10:00`);
      const keyed = (done: boolean) =>
        pilots
          .filter(([, , isDone]) => isDone === done)
          .toSorted(([one], [other]) => one - other)
          .map(([at, department]): [string, { department: string }] => [`${date(at)}T11:00`, { department }]);
      return {
        fields: {
          contract_start: date(start),
          renewal: date(renewal),
          big,
          ...(churned !== null && { churned_on: { [date(churned)]: date(churned) } }),
        },
        people: { csm: "Dana" },
        metrics: { seats: Object.fromEntries(seats.map(([at, value]) => [date(at), value])) },
        events: {
          signed: times(signed),
          champion_left: times(champion_left),
          pilot_begun: keyed(false),
          pilot_done: keyed(true),
        },
      };
    }),
  { minLength: 1, maxLength: 12 },
);
