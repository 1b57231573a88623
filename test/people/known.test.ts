/** What the first lines of a simulation tell of our people. */
import { expect, test } from "vitest";
import { teamLines } from "../../cli/views/simulate-team.ts";
import { teamKnown } from "../../runtime/people/known.ts";
import type { RosterPerson } from "../../runtime/people/types.ts";
import type { Role } from "../../schedule/types.ts";
import { policyOf } from "../calendar/policies.ts";

const roles: Role[] = [
  { name: "csm", kind: "person", ownsAccounts: true },
  { name: "lead", kind: "person", ownsAccounts: false },
];
const schedule = {
  roles,
  covers: [],
  policy: policyOf({ from: 540, to: 1020, days: ["mon", "tue"] }),
  team: [
    { role: "csm", people: 4 },
    { role: "lead", hoursPerWeekMinutes: 60 },
  ],
};
const person = (name: string, more: Partial<RosterPerson> = {}): RosterPerson => ({ name, roles: ["csm"], ...more });
const known = (people: RosterPerson[], away: string[] = []) =>
  teamKnown(
    schedule,
    {
      roster: { people, away: new Map(away.map((name) => [name, [{ from: 1, to: 2 }]])) },
      owners: new Map([
        ["lead", new Set(["Fay"])],
        ["csm", new Set(["Dana", "Desk", "Zoe", "Abe"])],
      ]),
      rules: new Map([["lead", { rule: "round_robin", again: [] }]]),
      zone: "UTC",
    },
    { from: 0, to: 89 },
  );

test("names who is only in the data, who owns nothing, and what contradicts the playbooks", () => {
  const people = [
    person("Dana"),
    person("Bo", { pool: "Desk" }),
    person("Idle", { roles: ["csm", "cook"] }),
    person("Ready", { roles: ["lead"] }),
  ];
  expect(teamLines(known(people, ["Zoe", "Ghost"]))).toEqual([
    "team      4 people; 2 of 5 owners in the data are among them or their pools",
    "NOT IN THE TEAM csm: Abe, Zoe, taken with the hours of the role",
    "NOT IN THE TEAM lead: Fay, taken with the hours of the role",
    "OWN NOTHING Idle: no account of the data names them",
    "AWAY Ghost: time off of names that neither the team nor the data has",
    "NO SUCH ROLE cook: roles of the team that the playbooks do not have",
    "PEOPLE csm: 4 by `team` in the playbooks, 3 in the roster at once, which counts",
  ]);
});

test("names whose hours their shifts do not hold", () => {
  const people = [
    person("Dana", { hoursPerWeekMinutes: 961, zone: "UTC" }),
    person("Zoe", { hoursPerWeekMinutes: 960, zone: "UTC" }),
    person("Abe", { hoursPerWeekMinutes: 961 }),
    person("Bo", { hoursPerWeekMinutes: 1200, pool: "Desk", shift: { from: 0, to: 300 } }),
  ];
  const lines = teamLines(known(people)).filter((line) => line.startsWith("HOURS"));
  expect(lines).toEqual([
    "HOURS BEYOND SHIFTS Bo (20.0 h a week, shifts of 10.0 h), Dana (16 h 1 min a week, shifts of 16.0 h): what does not fit is never worked",
  ]);
});

test("counts who is there while the data is told of, and who are there together", () => {
  const said = (people: RosterPerson[]) => teamLines(known(people)).filter((line) => /^(team|PEOPLE|OWN)/.test(line));
  const four = ["Dana", "Zoe", "Abe", "Bo"].map((name) => person(name, { pool: "Desk" }));
  expect(said(four)).toEqual(["team      4 people; 4 of 5 owners in the data are among them or their pools"]);
  expect(said([...four, person("Left", { to: -1 }), person("Comes", { from: 90 })])).toEqual(said(four));
  const followed = [
    ...four.slice(1),
    person("Dana", { to: 30, pool: "Desk" }),
    person("Eve", { from: 31, pool: "Desk" }),
  ];
  expect(said(followed).slice(1)).toEqual([]);
  expect(said(followed.slice(1)).slice(1)).toEqual([
    "PEOPLE csm: 4 by `team` in the playbooks, 3 in the roster at once, which counts",
  ]);
});

test("says the same whatever the order of the roster, and nothing where there is none", () => {
  const people = [person("Dana"), person("Bo", { pool: "Desk" }), person("Idle")];
  expect(known([...people].reverse())).toEqual(known(people));
  expect(teamLines(undefined)).toEqual([]);
  expect(teamLines(known([]))).toEqual([]);
});
