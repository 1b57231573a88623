/** What came of the arms of an experiment, on runs worked out by hand (docs/language.md section 9, Experiments). */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { experimentsSection } from "../../cli/views/simulate-experiments.ts";
import { openLedgerStore } from "../../runtime/ledger/store.ts";
import { experimentResults } from "../../runtime/summary/experiments.ts";
import { model } from "../engine/model.ts";
import { outcomes, scheduleOf, type World } from "../support/world.ts";

const root = mkdtempSync(join(tmpdir(), "playc-arms-"));
afterAll(() => rmSync(root, { recursive: true }));

const play = `${model}
cadence steady from contract_start { every 4 weeks touch call }
cadence often from contract_start { every 2 weeks touch call }
play ask { level yellow start when logins over 2d = 0 win when reply end after 10d again after 90d
  phase first day 1..1 { touch chat expects reply within 5d } }
experiment rhythm { arm steady 50% { cadence steady } arm often 50% { cadence often } }`;

/** Twelve customers: chance puts some of them into each arm. */
const ids = Array.from({ length: 12 }, (_, index) => `c${String(index).padStart(2, "0")}`);

async function resultsOf(world: World) {
  const folder = mkdtempSync(join(root, "run-"));
  const store = await openLedgerStore(folder);
  try {
    for (const outcome of outcomes(world)) store.append(outcome);
    store.finish();
    return await experimentResults(store.query, scheduleOf(world.play));
  } finally {
    store.close();
  }
}

function customers(count: number): World {
  return {
    play,
    grid: ["2026-01-01", "2026-02-28"],
    accounts: ids.slice(0, count).map((id, index) => ({
      id,
      fields: { contract_start: "2026-01-05" },
      people: { csm: "Dana" },
      // Every third one answers the chat of 7 January.
      events: index % 3 === 0 ? { reply: ["2026-01-09T12:00"] } : {},
    })),
  };
}

it("counts accounts as assigned, what was done for them, what they answered and what was won", async () => {
  const world = customers(12);
  const arms = new Map(outcomes(world).map(({ account, arms: [assigned] }) => [account, assigned!.arm]));
  const [result] = await resultsOf(world);
  expect(result!.arms.map(({ arm }) => arm)).toEqual(["often", "steady"]);
  for (const { arm, accounts, touches, minutes, replies, wins } of result!.arms) {
    const own = ids.filter((id) => arms.get(id) === arm);
    const answering = own.filter((id) => ids.indexOf(id) % 3 === 0).length;
    // Calls of 45 minutes on 2 February, and with `often` on 19 January and 16 February too; a chat of 10 minutes.
    const calls = arm === "often" ? 3 : 1;
    expect({ accounts, touches: touches.perAccount, minutes: minutes.perAccount }).toEqual({
      accounts: own.length,
      touches: calls + 1,
      minutes: 45 * calls + 10,
    });
    expect([replies.asked, replies.answered]).toEqual([own.length, answering]);
    expect([wins.ended, wins.won]).toEqual([own.length, answering]);
  }
});

it("gives intervals from five accounts on", async () => {
  const [few] = await resultsOf(customers(4));
  for (const { touches, minutes, replies, wins } of few!.arms) {
    expect([touches, minutes, replies, wins].map(({ interval }) => interval)).toEqual([null, null, null, null]);
  }
  const [more] = await resultsOf({ ...customers(12), play: play.replaceAll("50%", "1%") });
  const rest = more!.arms.at(-1)!;
  expect(rest).toMatchObject({ arm: null, share: 980_000, accounts: 12, replies: { asked: 12, answered: 4 } });
  // Wilson's interval of 4 in 12, from a table.
  expect(rest.replies.interval!.low).toBeCloseTo(0.1381, 3);
  expect(rest.replies.interval!.high).toBeCloseTo(0.6094, 3);
  expect(rest.touches.interval).toEqual({ low: 1, high: 1 });
  const [title, heads, , , line] = experimentsSection({ experiments: [more!] }, { width: 200, colour: false });
  expect(title).toBe("Experiment rhythm, by arm as assigned (95% intervals from 5 accounts on)");
  expect(heads).toContain("plays won");
  expect(line).toContain("(no arm)");
  expect(line).toContain("33.3% of 12 (13.8% to 60.9%)");
});
