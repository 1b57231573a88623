/** `assume` as it is written: its layout, what contradicts, what is idle, libraries, and schedules from elsewhere. */
import { describe, expect, it } from "vitest";
import { format } from "../../compiler/format/format.ts";
import { digestOf } from "../../schedule/digest.ts";
import type { Assumption, Schedule } from "../../schedule/types.ts";
import { validateSchedule } from "../../schedule/validate.ts";
import { compileProjectText, told } from "../compiler/libraries-support.ts";

const model = `
account { arr money starts date mail_ok flag = true begins starts }
event reply, attended, begun
event release for all
role robot machine
role csm owns accounts
policy { consent email by mail_ok }
segments { large when arr >= $1K  small otherwise }
models { high when arr >= $2K { coverage none }  low otherwise { coverage none } }
touch mail { channel email or slack owner robot effort 0min purpose give_insight kind educational }
touch call { channel video owner csm effort 5min purpose give_insight kind educational }
trigger go { level red on begun do start work }
play work { end after 9d phase only day 1..3 { touch mail expects reply within 2d touch call expects attended within 1d } }
`;

const codes = (assume: string) =>
  compileProjectText({ play: model + assume, libraries: {} }).diagnostics.map(({ code }) => code);

describe("lines", () => {
  it("stand beside each other where each has its own customers, or one is nearer", () => {
    const all = ["for large", "for small", "for high, large", ""];
    const lines = (subject: string, whom: readonly string[]) =>
      whom.map((each) => `${subject} reply 9% ${each}`).join("\n");
    expect(
      codes(
        `assume { touch call attended 5% ${lines("touch mail", all.slice(0, 2))} ${lines("email", ["", "for large"])} touches reply 1% }`,
      ),
    ).toEqual([]);
    // A customer may be large and served as high, whichever line is written first.
    for (const [one, other] of [
      ["for large", "for high"],
      ["for high", "for small"],
      ["", ""],
      ["for large", "for small, large"],
    ]) {
      expect(codes(`assume { touch call attended 5% ${lines("email", [one!, other!])} }`)).toEqual(["PLAY387"]);
    }
  });

  it("take shares from 0% to 100%, names of figures and any length of time, and nothing else", () => {
    expect(
      codes(
        "let few = 3%\nlet soon = 90min\nassume { email reply few within soon call attended 0% video attended 100% within 2 business days }",
      ),
    ).toEqual(["PLAY389"]);
    expect(codes("assume { email reply 101% video attended 1% }")).toEqual(["PLAY219"]);
    expect(codes("assume { email reply 9 video attended 1% }").length).toBe(1);
    expect(codes("assume { email release 9% video attended 1% }")).toContain("PLAY388");
    expect(codes("assume { mail reply 9% video attended 1% }").length).toBe(1);
    expect(codes("assume { email reply 9% video attended 1% }\nassume { slack reply 2% }")).toEqual(["PLAY108"]);
  });

  it("are warned of when nothing asks for them, and what expects an answer when none is assumed", () => {
    expect(codes("assume { email reply 9% phone reply 2% video attended 3% }")).toEqual(["PLAY389"]);
    expect(codes("assume { touch call reply 9% video attended 3% }")).toEqual(["PLAY430", "PLAY389"]);
    // Of what `assume` does not name the history tells.
    expect(codes("assume { slack reply 9% }")).toEqual([]);
    expect(codes("assume { touches reply 9% }")).toEqual([]);
  });
});

it("has one layout, which keeps its comments", () => {
  const written =
    "assume{email   reply 9%\n within 3d # of cold mails\n## Calls.\nvideo attended 78%for large,\nsmall}";
  const once = format("a.play", written);
  expect(once).toMatchObject({
    text: "assume {\n  email reply 9% within 3d # of cold mails\n  ## Calls.\n  video attended 78% for large, small\n}\n",
  });
  expect(format("a.play", "text" in once ? once.text : "")).toEqual(once);
});

it("can be taken from a library, with what it names, and replaced", () => {
  const house = `${model}let share = 12%\nassume { email reply share touch call attended 3% }`;
  const own = (text: string) =>
    compileProjectText({ play: `use house { play work, trigger go, ${text}`, libraries: { house } });
  const taken = compileProjectText({ play: "use house { play work trigger go policy assume }", libraries: { house } });
  expect(told(taken)).toEqual([]);
  expect(taken.schedule!.assumptions!.map(({ text }) => text)).toEqual(["email reply 12%", "touch call attended 3%"]);
  const raised = compileProjectText({
    play: "use house { play work trigger go policy assume }\nreplace let share = 20%",
    libraries: { house },
  });
  expect(raised.schedule!.assumptions![0]).toMatchObject({ share: 200_000, text: "email reply 20%" });
  const replaced = compileProjectText({
    play: "use house { play work trigger go policy assume }\nreplace assume { touches reply 1% video attended 1% }",
    libraries: { house },
  });
  expect(told(replaced)).toEqual([]);
  expect(replaced.schedule!.assumptions!.map(({ text }) => text)).toEqual(["touches reply 1%", "video attended 1%"]);
  expect(own("assume }").schedule).toBeUndefined();
  const twice = compileProjectText({
    play: "use house { play work trigger go policy assume }\nassume { touches reply 1% }",
    libraries: { house },
  });
  expect(twice.schedule).toBeUndefined();
});

it("a schedule from elsewhere is held to the same", () => {
  const { schedule } = compileProjectText({
    play: `${model}assume { email reply 9% video attended 3% }`,
    libraries: {},
  });
  const [line] = schedule!.assumptions!;
  const problemsWith = (change: Partial<Assumption>) => {
    const assumptions = [...schedule!.assumptions!, { ...line!, path: "assume/line/3", ...change }];
    const changed: Schedule = { ...schedule!, assumptions };
    const read = validateSchedule(JSON.parse(JSON.stringify({ ...changed, digest: digestOf(changed) })));
    return "problems" in read ? read.problems : [];
  };
  expect(problemsWith({ of: { kind: "touches" } })).toEqual([]);
  expect(problemsWith({})).toEqual(["assume/line/3: assume/line/1 says it already"]);
  expect(problemsWith({ event: "release" })).toEqual(['assume/line/3: "release" happens to all']);
  expect(problemsWith({ of: { kind: "touch", touch: "none" } })).toEqual(['assume/line/3: there is no touch "none"']);
  expect(problemsWith({ segments: ["huge"] })).toEqual(['assume/line/3: there is no segment "huge"']);
  expect(problemsWith({ share: 1_000_001 }).length).toBeGreaterThan(0);
});
