/** Assumed answers, recomputed from the ledger and SHA-256 alone, and the laws of their chance. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDay } from "../../runtime/calendar/days.ts";
import { createSimulation, type SimulationOptions } from "../../runtime/engine/simulation.ts";
import type { RecordedTouch } from "../../runtime/histories/types.ts";
import type { LedgerRow } from "../../runtime/ledger/types.ts";
import { type AccountText, historyOf, ledger, scheduleOf } from "../support/world.ts";

const grid = { from: parseDay("2026-01-01")!, to: parseDay("2026-12-31")! };
const hour = 3_600_000;
const day = 24 * hour;

/** Everybody is in one of three segments, is touched a lot, and each touch asks for something. */
const program = (assume: string, more = "") => `
account { arr money starts date left date? opt_out flag = false begins starts ends left }
event reply, attended, begun
role csm
role automation machine
segments { large when arr >= $100 middle when arr >= $10 small otherwise }
models { high when arr >= $50 { coverage none } low otherwise { coverage none } }
touch mail { channel email owner automation effort 0min purpose give_insight kind educational }
touch letter { channel email owner automation effort 0min purpose give_insight kind educational }
touch talk { channel video or phone owner automation effort 30min purpose open_dialogue kind proactive }
policy { consent video by opt_out }
assume { ${assume} }
play contact {
  level yellow
  phase all 365d..0d before starts { touch mail }
}
trigger begin { level yellow on begun do start work }
play work {
  end after 360d
  phase all day 1..350 {
    every 3 days touch mail expects reply within 4d
    every 5 days touch letter expects reply within 30h
    every 4 days touch talk expects attended within 2d
  }
}
${more}`;

const people = { csm: "Dana" };
const accounts: AccountText[] = ["a", "b", "c", "d"].map((id, index) => ({
  id,
  people,
  fields: { arr: [5, 20, 70, 500][index]! * 100, starts: "2026-01-01" },
  events: { begun: ["2026-01-02T10:00"] },
}));

interface Line {
  of: string;
  event: "reply" | "attended";
  share: number;
  within: string;
  whom: string;
}

const text = ({ of, event, share, within, whom }: Line) =>
  `${of} ${event} ${share}%${within && ` within ${within}`}${whom && ` for ${whom}`}`;

const subjects = ["touch mail", "touch talk", "email", "video", "phone", "touches"];
const line = fc.record<Line>({
  of: fc.constantFrom(...subjects),
  event: fc.constantFrom("reply", "attended"),
  share: fc.integer({ min: 0, max: 100 }),
  within: fc.constantFrom("", "5h", "20min", "2d", "1 week"),
  whom: fc.constantFrom("", "", "small", "large", "middle, small", "high"),
});

/** Of lines that would contradict, the first. */
const lines = fc
  .uniqueArray(line, { selector: ({ of, event, whom }) => `${of} ${event} ${whom === ""}`, maxLength: 10 })
  .map((all) => all.map(text).join("\n"));

function run(assume: string, account: AccountText, options: SimulationOptions = {}, number = 1): readonly LedgerRow[] {
  const schedule = scheduleOf(program(assume));
  const simulation = createSimulation(schedule, { grid, covers: new Map() }, { responses: "assume", ...options });
  return simulation.run(historyOf(account, schedule, grid), undefined, number).rows;
}

/** What the specification says of a delivery, in a few lines. */
function answerTo(
  row: LedgerRow,
  event: string,
  assume: string,
  segments: readonly string[],
  seed: number,
  number: number,
) {
  const fitting = assume
    .split("\n")
    .map((written) => /^(touch \w+|\w+) (\w+) (\d+)%(?: within ([\w ]+?))?(?: for (.*))?$/.exec(written.trim()))
    .filter((found) => found !== null)
    .map(([, of, asked, share, within, whom]) => ({ of: of!, asked, share: Number(share), within, whom }))
    .filter(({ of, asked }) => asked === event && [`touch ${row.name}`, row.channel!, "touches"].includes(of))
    .filter(({ whom }) => !whom || whom.split(", ").some((name) => segments.includes(name)));
  const rank = ({ of, whom }: (typeof fitting)[number]) =>
    (of.startsWith("touch ") ? 0 : of === "touches" ? 4 : 2) + (whom ? 0 : 1);
  const [nearest] = fitting.sort((one, other) => rank(one) - rank(other));
  if (!nearest) return undefined;
  const hex = createHash("sha256").update(`${seed}|${number}|${event}|${row.id}`).digest("hex");
  const [chance, moment] = [hex.slice(0, 13), hex.slice(13, 26)].map((part) => (parseInt(part, 16) + 0.5) / 2 ** 52);
  if (chance! >= nearest.share / 100) return undefined;
  if (!nearest.within) return row.doneAt!;
  const [, amount, unit] = /^(\d+) ?(\w+)$/.exec(nearest.within)!;
  const midnight = (days: number) => (row.doneOn! + 1 + days) * day;
  const end = {
    min: row.doneAt! + Number(amount) * 60_000,
    h: row.doneAt! + Number(amount) * hour,
    d: midnight(Number(amount)),
    week: midnight(7),
  }[unit!]!;
  return row.doneAt! + 1 + Math.floor(moment! * (end - row.doneAt! - 1));
}

const asks = { mail: "reply", letter: "reply", talk: "attended" } as const;
const waits = (row: LedgerRow) =>
  row.name === "mail"
    ? (row.doneOn! + 5) * day
    : row.name === "letter"
      ? row.doneAt! + 30 * hour
      : (row.doneOn! + 3) * day;

describe("an assumed answer", () => {
  it("is a function of seed, run, event and demand, by the nearest line that fits", () => {
    let answered = 0;
    fc.assert(
      fc.property(
        lines,
        fc.constantFrom(0, 1, 2, 3),
        fc.integer({ min: 0, max: 1e9 }),
        fc.integer({ min: 1, max: 10_000 }),
        (assume, place, seed, number) => {
          const rows = run(assume, accounts[place]!, { seed }, number).filter(({ source }) => source === "play work");
          const segments = [
            ["small", "low"],
            ["middle", "low"],
            ["middle", "high"],
            ["large", "high"],
          ][place]!;
          for (const row of rows.filter(({ kind, outcome }) => kind === "touch" && outcome === "done")) {
            const at = answerTo(row, asks[row.name as keyof typeof asks], assume, segments, seed, number);
            const isSeen = at !== undefined && at < waits(row) && at < (grid.to + 1) * day;
            expect(row.answeredAt, `${row.id} under ${assume}`).toBe(isSeen ? at : null);
            if (isSeen) answered++;
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(answered).toBeGreaterThan(1000);
  });

  it("comes as often as is assumed", () => {
    const asked = Array.from({ length: 100 }, (_, index) => run("email reply 9%", { ...accounts[0]!, id: `n${index}` }))
      .flat()
      .filter(({ name, outcome }) => name === "mail" && outcome === "done");
    expect(asked.length).toBeGreaterThan(10_000);
    const answered = asked.filter(({ answeredAt }) => answeredAt !== null).length;
    const deviation = Math.sqrt(asked.length * 0.09 * 0.91);
    expect(Math.abs(answered - asked.length * 0.09)).toBeLessThan(4 * deviation);
  });

  it("comes evenly over its time", () => {
    const waited = Array.from({ length: 40 }, (_, index) =>
      run("email reply 100% within 10h", { ...accounts[0]!, id: `n${index}` }),
    )
      .flat()
      .flatMap(({ answeredAt, doneAt }) => (answeredAt === null ? [] : [(answeredAt - doneAt!) / hour]));
    expect(Math.min(...waited)).toBeGreaterThan(0);
    expect(Math.max(...waited)).toBeLessThan(10);
    for (let from = 0; from < 10; from++) {
      const share = waited.filter((hours) => hours >= from && hours < from + 1).length / waited.length;
      expect(Math.abs(share - 0.1)).toBeLessThan(4 * Math.sqrt(0.09 / waited.length));
    }
  });

  it("stays, at its instant, when more are assumed", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), fc.constantFrom("", " within 3d", " within 2h"), (one, other, within) => {
        const [fewer, more] = [Math.min(one, other), Math.max(one, other)].map((share) =>
          run(`touches reply ${share}%${within}`, accounts[1]!),
        );
        const later = new Map(more!.map(({ id, answeredAt }) => [id, answeredAt]));
        for (const { id, answeredAt } of fewer!) if (answeredAt !== null) expect(later.get(id)).toBe(answeredAt);
      }),
      { numRuns: 15 },
    );
  });

  it("does not hang on what else is delivered, nor on other lines", () => {
    const answersOf = (rows: readonly LedgerRow[], name: string) =>
      rows.filter((row) => row.name === name).map(({ id, answeredAt }) => [id, answeredAt]);
    const alone = scheduleOf(program("touch mail reply 30% within 3d").replace(/^ +every (?:5|4) days.*$/gm, ""));
    const rows = createSimulation(alone, { grid, covers: new Map() }, { responses: "assume" }).run(
      historyOf(accounts[2]!, alone, grid),
    ).rows;
    const crowd = run("touches attended 50%\ntouch letter reply 80%\ntouch mail reply 30% within 3d", accounts[2]!);
    expect(answersOf(crowd, "mail")).toEqual(answersOf(rows, "mail"));
    expect(rows.some(({ answeredAt }) => answeredAt !== null)).toBe(true);
  });

  it("is the same when what was done is told back as what was really delivered", () => {
    const assume = "touches reply 40% within 2d\ntouch talk attended 50%\ntouch mail reply 60%";
    for (const account of accounts.slice(0, 2)) {
      const rows = run(assume, account);
      const schedule = scheduleOf(program(assume));
      const touches = rows.flatMap(({ kind, name, outcome, doneAt, doneOn, owner, channel, id }): RecordedTouch[] =>
        kind === "touch" && outcome === "done"
          ? [{ at: doneAt!, day: doneOn!, kind, name, owner, channel: channel!, demand: id }]
          : [],
      );
      const given = { ...historyOf(account, schedule, grid), touches };
      const again = createSimulation(schedule, { grid, covers: new Map() }, { responses: "assume" }).run(given).rows;
      expect(again.map((row) => ({ ...row, recorded: false }))).toEqual(rows);
      expect(again.filter(({ recorded }) => recorded).length).toBe(touches.length);
    }
  });

  it("follows what was really delivered, whether or not anybody asked for it", () => {
    const text = program(
      "touch mail reply 100% within 1d",
      "trigger heard { level green when share of touch mail with reply within 2d over 9d = 100% do task note }\ntask note { owner automation effort 1min }",
    );
    const schedule = scheduleOf(text);
    const given = historyOf(
      {
        ...accounts[0]!,
        events: {},
        touches: [
          ["2026-02-02T10:00", "mail"],
          ["2026-02-03", "mail"],
        ],
      },
      schedule,
      grid,
    );
    const at = (responses: "assume" | "none") =>
      createSimulation(schedule, { grid, covers: new Map() }, { responses })
        .run(given)
        .triggers.find(({ trigger }) => trigger === "heard")!.fires;
    expect([at("assume"), at("none")]).toEqual([1, 0]);
  });

  it("is drawn anew for another run, seed or account", () => {
    const drawn = (account: AccountText, options: SimulationOptions, number: number) =>
      run("touches reply 50%", account, options, number)
        .map(({ answeredAt }) => answeredAt !== null)
        .join();
    const patterns = [
      drawn(accounts[0]!, {}, 1),
      drawn(accounts[0]!, {}, 2),
      drawn(accounts[0]!, { seed: 2 }, 1),
      drawn({ ...accounts[0]!, id: "z" }, {}, 1),
    ];
    expect(new Set(patterns).size).toBe(4);
    expect(drawn(accounts[0]!, { seed: 1 }, 1)).toBe(patterns[0]);
  });
});

describe("where answers come from", () => {
  const play = (assume: string) => `
account { starts date left date? begins starts ends left }
event reply, attended, begun
role automation machine
touch mail { channel email owner automation effort 0min purpose give_insight kind educational }
touch call { channel video owner automation effort 0min purpose give_insight kind educational }
${assume}
trigger begin { level yellow on begun do start work }
play work {
  win when reply
  end after 30d
  phase first day 1..20 { touch mail expects reply within 5d }
  escalation ladder
}
escalation ladder { after 3d touch call unless attended  stop on reply }
trigger unheard { level green when share of touches with reply within 5d over 30d = 0% do task note }
trigger said { level green on reply do task thank }
task note { owner automation effort 1min }
task thank { owner automation effort 1min }`;
  const account: AccountText = {
    fields: { starts: "2026-01-01" },
    events: { begun: ["2026-01-05T10:00"], reply: ["2026-01-07T12:00"] },
  };
  const happens = (assume: string, responses: "history" | "assume" | "none", given = account) => {
    const schedule = scheduleOf(play(assume));
    const covers = new Map(["reply", "attended", "begun"].map((name) => [name, grid]));
    const simulation = createSimulation(schedule, { grid, covers }, { responses });
    const outcome = simulation.run(historyOf(given, schedule, grid));
    return {
      rows: outcome.rows.map(({ name, outcome: end }) => `${name} ${end}`),
      run: outcome.runs[0]!.end,
      answered: outcome.rows.find(({ name }) => name === "mail")!.answeredAt !== null,
    };
  };

  it("is the history, where nothing is assumed", () => {
    expect(happens("", "history")).toEqual({
      rows: ["mail done", "work done", "thank done"],
      run: "won",
      answered: true,
    });
    // `assume` changes nothing there.
    expect(happens("assume { email reply 0% }", "history").run).toBe("won");
  });

  it("is nowhere, when none are wanted: what merely happens still does", () => {
    const { rows, run: end, answered } = happens("", "none");
    expect({ end, answered }).toEqual({ end: "ran out", answered: false });
    expect(rows).toEqual(["mail done", "work done", "thank done", "call done", "note done"]);
  });

  it("is assumption alone for the events it names, and history for the others", () => {
    expect(happens("assume { touches reply 0% }", "assume")).toEqual(happens("", "none"));
    expect(happens("assume { touch mail reply 100% }", "assume")).toMatchObject({ run: "won", answered: true });
    const attending = { ...account, events: { ...account.events, attended: ["2026-01-06T12:00"] } };
    const kept = happens("assume { touches reply 0% }", "assume", attending);
    expect(kept.rows).not.toContain("call done");
  });

  it("ends with the customer", () => {
    const gone = { ...account, fields: { starts: "2026-01-01", left: "2026-01-06" } };
    const during = Array.from({ length: 40 }, (_, index) => {
      const schedule = scheduleOf(play("assume { email reply 100% within 4d }"));
      const simulation = createSimulation(schedule, { grid, covers: new Map() }, { responses: "assume", seed: index });
      return simulation.run(historyOf(gone, schedule, grid)).rows.find(({ name }) => name === "mail")!.answeredAt;
    });
    const end = (parseDay("2026-01-06")! + 1) * day;
    expect(during.filter((at) => at === null).length).toBeGreaterThan(5);
    expect(during.filter((at) => at !== null).length).toBeGreaterThan(5);
    for (const at of during) if (at !== null) expect(at).toBeLessThan(end);
  });
});

it("history's answers are what a simulation has unless it is told otherwise", () => {
  const rows = ledger({
    play: program("touches reply 100%"),
    grid: ["2026-01-01", "2026-02-01"],
    accounts: [accounts[0]!],
  });
  expect(rows.every(({ answeredAt }) => answeredAt === null)).toBe(true);
});
