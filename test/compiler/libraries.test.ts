/** What a project takes of a library, what it may put in its place, and what it is told when that does not fit. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "../../grammar/parser.ts";
import type { Schedule } from "../../schedule/types.ts";
import { compileProjectText, type ProjectText, told } from "./libraries-support.ts";

const house = `account {
  arr money
  plan one of trial, pro
  contract_start date
  churned_on date?
  seats count
  email_opt_in flag = true
  begins contract_start
  ends churned_on
}
metric logins count per day missing is zero
metric storage count snapshot
event reply, attended
event ticket { key id closed by ticket_closed }
event ticket_closed { id }
event nps { score 0..10 }
role csm owns accounts
role csm_manager shared answers within 2 business days
contact champion, sponsor
calendar year_end { every year 12-20..01-05 }
stage onboarding from contract_start to 90d after
let big_fall = 30%
let floor = $100K
segments { enterprise when arr >= floor smb otherwise }
touch check_in { channel video or phone owner csm effort 25min purpose address_need kind proactive }
touch qbr { channel video owner csm effort 1h purpose reinforce_value kind proactive }
task review { owner csm effort 5min }
cadence rhythm for enterprise from contract_start { every 4 weeks touch qbr not within 7d of check_in }
## Logins fall.
trigger login_drop for enterprise during onboarding {
  level yellow
  when logins falls > big_fall week over week outside year_end
  do touch check_in within 48h
}
trigger case_old { level red when ticket open for 7d do alert csm_manager start rescue_play }
play rescue_play {
  level red
  lose when churned_on is known
  end after 30d
  pauses cadence rhythm
  phase first day 1..3 { touch check_in to champion expects reply within 2d }
  escalation ladder
}
escalation ladder { after 7d touch qbr to sponsor unless reply stop on attended }
policy { limit 3 touches per 14d quiet 5d after qbr consent email by email_opt_in otherwise drop }
team { csm 6 people 30h per week }
cover csm away over 2 business days by csm_manager
`;

function scheduleOf(play: ProjectText["play"], library: string = house): Schedule {
  const compiled = compileProjectText({ play, libraries: { house: library } });
  expect(told(compiled)).toEqual([]);
  return compiled.schedule!;
}

/** Everything a schedule declares, as `touch qbr`. */
function declared(schedule: Schedule): string[] {
  const named = (kind: string, nodes: readonly { name: string }[]) => nodes.map(({ name }) => `${kind} ${name}`);
  return [
    ...named("field", schedule.account.fields),
    ...named("metric", schedule.metrics),
    ...named("event", schedule.events),
    ...schedule.contacts.map((name) => `contact ${name}`),
    ...named("role", schedule.roles),
    ...named("calendar", schedule.calendars),
    ...named("stage", schedule.stages),
    ...named("segment", schedule.segments),
    ...named("touch", schedule.touches),
    ...named("task", schedule.tasks),
    ...named("cadence", schedule.cadences),
    ...named("trigger", schedule.triggers),
    ...named("play", schedule.plays),
    ...named("escalation", schedule.escalations),
  ];
}

const life = ["field churned_on", "field contract_start"];

describe("use", () => {
  it.each<[string, string[]]>([
    ["touch qbr", ["role csm", "touch qbr"]],
    ["contact sponsor event nps", ["event nps", "contact sponsor"]],
    ["event ticket", ["event ticket", "event ticket_closed"]],
    ["touch *", ["role csm", "touch check_in", "touch qbr"]],
    ["segments", ["field arr", ...life, "segment enterprise", "segment smb"].sort()],
    [
      "trigger login_drop",
      [
        "calendar year_end",
        "field arr",
        ...life,
        "metric logins",
        "role csm",
        "segment enterprise",
        "segment smb",
        "stage onboarding",
        "touch check_in",
        "trigger login_drop",
      ],
    ],
    [
      "trigger case_old",
      [
        "contact champion",
        "contact sponsor",
        "escalation ladder",
        "event attended",
        "event reply",
        "event ticket",
        "event ticket_closed",
        ...life,
        "play rescue_play",
        "role csm",
        "role csm_manager",
        "touch check_in",
        "touch qbr",
        "trigger case_old",
      ],
    ],
    ["policy", ["field email_opt_in", ...life, "role csm", "touch qbr"]],
    ["team cover", ["role csm", "role csm_manager"]],
  ])("house { %s } takes that and what it needs, and nothing else", (items, expected) => {
    expect(declared(scheduleOf(`use house { ${items} }`)).sort()).toEqual([...expected].sort());
  });

  it("of a whole library is the library", () => {
    const whole = scheduleOf("use house");
    const itself = compileProjectText({ play: house, libraries: {} }).schedule!;
    expect({ ...whole, sources: {} }).toEqual({ ...itself, sources: {} });
    expect(whole.sources["touch qbr"]?.file).toBe("house:a.play");
    expect(whole.digest).toBe(itself.digest);
  });

  it("takes a `let` by segment with the time it stands in, and the segments with it; the project may set it anew", () => {
    const library = `${house} let pause = enterprise 10d otherwise 30d
trigger silent { level green when logins over 7d = 0 do alert csm rest pause }`;
    const days = (amount: number) => ({ unit: "days", amount });
    const taken = scheduleOf("use house { trigger silent }", library);
    expect(taken.segments.map(({ name }) => name)).toEqual(["enterprise", "smb"]);
    expect(taken.triggers[0]!.rest).toEqual({
      bySegment: [{ segment: "enterprise", is: days(10) }],
      otherwise: days(30),
    });
    const anew = scheduleOf("use house { trigger silent } replace let pause = 9d", library);
    expect(anew.triggers[0]!.rest).toEqual(days(9));
  });

  it("takes nothing by itself", () => {
    const compiled = compileProjectText({ play: "use house {}", libraries: { house } });
    expect(told(compiled)).toEqual(["PLAY436 a.play"]);
    expect(declared(compiled.schedule!)).toEqual([]);
  });

  it("does not make run what a play only pauses", () => {
    expect(scheduleOf("use house { play rescue_play trigger case_old }").plays[0]!.pauses.cadences).toEqual([]);
    const both = scheduleOf("use house { play rescue_play cadence rhythm trigger case_old }");
    expect(both.plays[0]!.pauses.cadences).toEqual(["rhythm"]);
  });

  it("lets the project name what was taken", () => {
    const own = "use house { touch check_in event reply }\ntrigger mine { level green on reply do touch check_in }";
    expect(declared(scheduleOf(own)).sort()).toEqual(["event reply", "role csm", "touch check_in", "trigger mine"]);
  });

  it("reads files from the library's folder", () => {
    const library = `${house.replace("policy {", 'policy { holidays "days.yaml"')}
      role robot machine
      touch mail { channel email owner robot effort 0min purpose give_insight kind educational template "texts/mail.md" }`;
    const play = "use house { policy touch mail }";
    const files = { "house:days.yaml": "2026-12-25: Christmas Day\n", "house:texts/mail.md": "Hello {account.seats}" };
    const { schedule } = compileProjectText({ play, libraries: { house: library }, files });
    expect(schedule?.policy.holidays).toEqual(["2026-12-25"]);
    expect(schedule?.touches.find(({ name }) => name === "mail")?.template).toBe("house:texts/mail.md");
    expect(declared(schedule!)).toContain("field seats");
    const inProject = compileProjectText({ play, libraries: { house: library }, files: { "days.yaml": "" } });
    expect(told(inProject)).toEqual(["PLAY403 house:a.play", "PLAY403 house:a.play"]);
  });
});

describe("the project's own", () => {
  it("fields stay, and join what is needed", () => {
    const own = "account { arr money = $5K goal text? begins joined joined date }\nuse house { segments }";
    const { account } = scheduleOf(own);
    expect(account.fields.map(({ name }) => name)).toEqual(["arr", "goal", "joined"]);
    expect(account.fields[0]!.default).toBe(500_000);
    expect([account.begins, account.ends]).toEqual(["joined", undefined]);
  });

  it("enum may have more members", () => {
    const library = `${house}trigger pro { level green when plan is pro do alert csm }`;
    const own = "account { plan one of trial, basic, pro }\nuse house { trigger pro }";
    const { account } = scheduleOf(own, library);
    expect(account.fields.find(({ name }) => name === "plan")?.members).toEqual(["trial", "basic", "pro"]);
    const fewer = { play: own.replace("basic, pro", "basic"), libraries: { house: library } };
    expect(told(compileProjectText(fewer))).toEqual(["PLAY374 a.play"]);
  });

  it("declaration that says the same is the same", () => {
    const own = `use house { trigger login_drop trigger case_old }
      ## Ours.
      metric logins count per day missing is zero
      event reply, quitting
      role csm owns accounts`;
    expect(scheduleOf(own).metrics).toHaveLength(1);
  });

  it.each([
    [
      "a let",
      "replace let big_fall = 20%",
      (made: Schedule) => JSON.stringify(made.triggers).includes('"text":"logins falls > 20%'),
    ],
    [
      "a touch",
      "replace touch check_in { channel call owner csm effort 5min purpose address_need kind proactive }",
      (made: Schedule) => made.touches[0]!.channels[0] === "call",
    ],
    [
      "segments",
      "account { tier one of a, b }\nreplace segments { enterprise when tier is a smb otherwise }",
      (made: Schedule) => !declared(made).includes("field arr"),
    ],
    [
      "an account",
      "replace account { arr money contract_start date }",
      (made: Schedule) => made.account.begins === undefined,
    ],
  ])("%s takes the place of the library's", (_, replacement, holds) => {
    expect(holds(scheduleOf(`use house { trigger login_drop }\n${replacement}`))).toBe(true);
  });

  it("replacement may name what the replaced one named", () => {
    const own = `use house { trigger case_old }
      replace play rescue_play { level red phase only day 1..9 { touch qbr to champion } }`;
    const names = declared(scheduleOf(own));
    expect(names).toContain("touch qbr");
    expect(names).not.toContain("touch check_in");
    expect(names).not.toContain("escalation ladder");
  });

  it("replaces what two libraries disagree about", () => {
    const libraries = { house: "role desk machine", other: "role desk shared answers within 1 business day" };
    const play = "use house use other";
    expect(told(compileProjectText({ play, libraries }))).toEqual(["PLAY375 other:a.play"]);
    const replaced = compileProjectText({ play: `${play} replace role desk owns accounts`, libraries });
    expect(replaced.diagnostics.map(({ code }) => code)).toEqual(["PLAY107"]);
  });
});

describe("what does not fit", () => {
  it.each<[string, string, string[]]>([
    ["an unknown library", "use hous { touch qbr }", ["PLAY370 a.play"]],
    ["an unknown touch", "use house { touch qbrr }", ["PLAY371 a.play"]],
    ["a kind of which there is none", "use house { health }", ["PLAY371 a.play"]],
    ["a declaration that does not say so", "use house { touch qbr }\nrole csm machine", ["PLAY372 a.play"]],
    [
      "an idle replacement",
      "replace touch qbr { channel call owner csm effort 5min purpose address_need kind proactive }\nrole csm owns accounts",
      ["PLAY373 a.play"],
    ],
    ["another type", "use house { segments }\naccount { arr count }", ["PLAY374 a.play"]],
    [
      "a segment that is gone",
      "use house { trigger login_drop }\nreplace segments { big when arr > $5K }",
      ["PLAY102 house:a.play"],
    ],
    [
      "a name of another kind",
      "use house { trigger login_drop }\nmetric big_fall count per day",
      ["PLAY101 house:a.play", "PLAY103 house:a.play"],
    ],
    [
      "something not taken",
      "use house { touch qbr }\ntrigger t { level red on reply do touch qbr }",
      ["PLAY102 a.play"],
    ],
    ["another currency", "use house { segments }", ["PLAY203 house:a.play"]],
  ])("%s is told where it stands", (what, play, expected) => {
    const currency = what === "another currency" ? "EUR" : "USD";
    const codes = told(compileProjectText({ play, libraries: { house }, currency }));
    if (what === "another currency") expect(codes.every((each) => each.endsWith("house:a.play"))).toBe(true);
    else expect(codes).toEqual(expected);
  });

  it("is silenced in the library, for what is taken and what is not", () => {
    const play = (end: string) => `use house { trigger slow }\n# ${end}`;
    const library = `${house}
      trigger slow { level red on reply do start long }
      # playc: allow PLAY329 because some projects replace its end
      play long { level red end after 3d phase a day 10..11 { touch qbr } }
      # playc: allow PLAY107 because other projects use it
      task spare { owner csm effort 5min }`;
    const compiled = compileProjectText({ play: play("x"), libraries: { house: library } });
    expect(told(compiled)).toEqual([]);
    expect(compiled.silenced.map(({ code }) => code)).toEqual(["PLAY329"]);
  });

  it("is never the project's to mend in the library", () => {
    const library = `${house}trigger t { level red when loginz over 7d = 0 do alert csm }`;
    const { diagnostics } = compileProjectText({ play: "use house { trigger t }", libraries: { house: library } });
    expect(diagnostics.map(({ code, fix }) => [code, fix])).toEqual([["PLAY102", undefined]]);
  });

  it.each(["__proto__", "constructor", "toString"])("does not trip over the name %s", (name) => {
    const library = `role ${name} owns accounts\ntask ${name} { owner ${name} effort 5min }`;
    const compiled = compileProjectText({ play: `use ${name} { task ${name} }`, libraries: { [name]: library } });
    expect(told(compiled)).toEqual([]);
  });
});

describe("the order", () => {
  it("of files, declarations and what `use` names changes nothing but the places", () => {
    const own = [
      "use house { trigger login_drop }",
      "use house { trigger case_old, login_drop policy }",
      "use other",
      "replace let big_fall = 20%",
      "account { goal text? arr money }",
      "replace touch qbr { channel call owner csm effort 5min purpose address_need kind proactive }",
    ];
    const undocumented = house.replace(/^## .*$/m, "");
    const text = parse("a.play", undocumented).file.declarations.map(({ span }) =>
      undocumented.slice(span.start, span.end),
    );
    const compiled = (files: ProjectText["play"], library: ProjectText["play"], order: boolean) => {
      const other = "role desk machine\ntask file_note { owner desk effort 5min }";
      const libraries = order ? { house: library, other } : { other, house: library };
      const { schedule, diagnostics } = compileProjectText({ play: files, libraries });
      expect(diagnostics).toEqual([]);
      return JSON.stringify({ ...schedule, sources: {} });
    };
    const original = compiled(own.join("\n"), undocumented, true);
    const shuffled = <Item>(items: readonly Item[]) => fc.shuffledSubarray([...items], { minLength: items.length });
    const inFiles = (items: readonly string[], cut: number) => ({
      "b.play": items.slice(0, cut).join("\n"),
      "a.play": items.slice(cut).join("\n"),
    });
    fc.assert(
      fc.property(
        shuffled(own),
        shuffled(text),
        fc.nat(6),
        fc.nat(20),
        fc.boolean(),
        (mine, theirs, cut, end, order) => {
          expect(compiled(inFiles(mine, cut), inFiles(theirs, end), order)).toBe(original);
        },
      ),
      { numRuns: 150 },
    );
  });
});
