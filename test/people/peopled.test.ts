/** Accounts read from files have the people that presence and rules make of them, whatever the order of rows. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { surveyed } from "../../runtime/survey-accounts.ts";
import type { Schedule } from "../../schedule/types.ts";
import { dateOf, field, metric, scheduleOf, Workshop } from "../histories/support.ts";

let shop: Workshop;
beforeEach(() => {
  shop = new Workshop();
});
afterEach(() => shop.remove());

const accounts = [
  "id,owner,region,begins",
  "a1,,east,2025-01-01",
  "a2,Dana,east,2025-01-01",
  "a3,,west,2025-01-01",
  "a4,,north,2026-01-03",
  "a5,,east,2026-01-04",
  "a6,,,2026-01-04",
];
const team = [
  "name,role,hours,region,left",
  "Ann,csm,30,east,2026-01-05",
  "Bob,csm,30,west,",
  "Cy,csm,30,,",
  "Dana,csm,30,east,2026-01-04",
];
const people = "people: { csm: { column: owner, assign: { rule: least_loaded, by: region } } }";
const roster =
  "team: { file: team.csv, person: name, role: role, hours: hours, to: left, attributes: { region: region } }";
const schedule: Partial<Schedule> = {
  account: { fields: [field("region", "text", { optional: true }), field("begins", "date")], begins: "begins" },
  metrics: [metric("logins", "count")],
  roles: [{ name: "csm", kind: "person", ownsAccounts: true }],
};

/** By account: who from when on, within the days of the data. */
async function ownersOf(yaml: string, more: Partial<Schedule> = {}): Promise<Record<string, string>> {
  const whole = `account: { file: accounts.csv, key: id }\n${yaml}\nmetrics: { file: days.csv, key: id, day: day, columns: { logins: n } }`;
  shop.write("days.csv", "id,day,n\na1,2026-01-01,1\na1,2026-01-08,1\n");
  const opened = await shop.open(whole, { ...schedule, ...more });
  try {
    const owners: Record<string, string> = {};
    const histories = await surveyed(scheduleOf({ ...schedule, ...more }), opened);
    for await (const { id, people } of histories.accounts()) {
      const changes = (people.get("csm") ?? []).map(({ from, value }) => {
        const day = from === -Infinity ? "" : `${dateOf(from).slice(8)} `;
        return `${day}${String(value ?? "nobody")}`;
      });
      owners[id] = changes.join(", ");
    }
    return owners;
  } finally {
    await opened.close();
  }
}

describe("accounts of files", () => {
  test("go to who matches, else to who takes what nobody matches, and on when people leave", async () => {
    shop.write("accounts.csv", `${accounts.join("\n")}\n`);
    shop.write("team.csv", `${team.join("\n")}\n`);
    const expected = {
      // Ann and Dana are in the east and leave: afterwards nobody matches, and Cy takes what nobody matches.
      a1: "01 Ann, 06 Cy",
      a2: "01 Dana, 05 Ann, 06 Cy",
      a3: "01 Bob",
      a4: "03 Cy",
      // Dana has one like Ann, and comes after her by name.
      a5: "04 Ann, 06 Cy",
      a6: "04 Cy",
    };
    expect(await ownersOf(`${people}\n${roster}`)).toEqual(expected);
    shop.write("accounts.csv", `${[accounts[0], ...accounts.slice(1).reverse()].join("\n")}\n`);
    shop.write("team.csv", `${[team[0], ...team.slice(1).reverse()].join("\n")}\n`);
    expect(await ownersOf(`${people}\n${roster}`)).toEqual(expected);
  });

  test("without a rule are nobody's once who is named has left", async () => {
    shop.write("accounts.csv", `${accounts.join("\n")}\n`);
    shop.write("team.csv", `${team.join("\n")}\n`);
    const { a1, a2 } = await ownersOf(`people: { csm: { column: owner } }\n${roster}`);
    expect([a1, a2]).toEqual(["", "Dana, 05 nobody"]);
  });

  test("go to as many as `team` says where no name is told", async () => {
    shop.write("accounts.csv", `${accounts.join("\n")}\n`);
    const owners = await ownersOf("people: { csm: { assign: { rule: round_robin } } }", {
      team: [{ role: "csm", people: 2 }],
    });
    expect(Object.values(owners)).toEqual(["01 csm 1", "01 csm 2", "01 csm 1", "03 csm 2", "04 csm 1", "04 csm 2"]);
  });

  test("are refused to rules that can give nobody anything", async () => {
    shop.write("accounts.csv", `${accounts.join("\n")}\n`);
    shop.write("team.csv", `${team.join("\n")}\n`);
    const rule = (by: string) => `people: { csm: { assign: { rule: round_robin, by: ${by} } } }\n${roster}`;
    await expect(ownersOf("people: { csm: { assign: { rule: round_robin } } }")).rejects.toThrow("there is nobody");
    await expect(ownersOf(rule("begins"))).rejects.toThrow("no field `begins` of text");
    await expect(
      ownersOf("people: { csm: { column: owner, assign: { rule: round_robin, by: region } } }"),
    ).rejects.toThrow("nobody under `team` has an attribute `region`");
    await expect(
      ownersOf("people: { csm: { assign: { rule: round_robin } } }", { team: [{ role: "csm", people: 1e12 }] }),
    ).rejects.toThrow("20000 at most");
  });
});
