/** One mistake, one report: what follows from it is not reported, and where it stands does not depend on order. */
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { compileWithShared } from "./support.ts";

const codesOf = (text: string) =>
  compileWithShared(text)
    .diagnostics.map(({ code }) => code)
    .filter((code) => code !== "PLAY107");

describe("a root cause is reported once", () => {
  it.each([
    [
      "a metric of an unknown type, used",
      "metric m cuont per day trigger t { level red when m over 7d > 3 and (m falls > 30% over 7d) do alert csm }",
      ["PLAY221"],
    ],
    [
      "a let of a broken value, used",
      "let big = €3 trigger t { level red when arr > big or arr > 50% of arr do alert csm }",
      ["PLAY204"],
    ],
    [
      "an unknown field in a long condition",
      "trigger t { level red when not (nothing > 3 and seats > 3) do alert csm until seats > 3 }",
      ["PLAY102"],
    ],
    [
      "a broken touch, used everywhere",
      "touch t { channel email owner nobody effort 5min purpose give_insight kind proactive } cadence c from renewal { day 3 touch t } policy { quiet 3d after t otherwise drop }",
      ["PLAY102"],
    ],
    [
      "a closing event that does not exist",
      "event e { key id closed by nothing } trigger t { level red when e is open do alert csm }",
      ["PLAY102"],
    ],
    [
      "a declaration that could not be read",
      "touch t { channel email owner csm effort 5min purpose give_insight kind } cadence c from renewal { day 3 touch t }",
      ["PLAY001"],
    ],
    [
      "a head that could not be read",
      "touch 7 lost { owner csm } cadence c from renewal { day 3 touch lost }",
      ["PLAY001"],
    ],
    [
      "an enum of which a member is repeated",
      "event e { a one of x, x } trigger t { level red on e where (a is x) do alert csm }",
      ["PLAY106"],
    ],
    [
      "a play that is broken and started",
      "play p { level red phase a day 2..1 { touch qbr } } trigger t { level red on reply do start p }",
      ["PLAY315"],
    ],
  ])("%s", (_, text, codes) => expect(codesOf(text)).toEqual(codes));
});

describe("diagnostics", () => {
  const files = [
    { path: "b.play", text: "role r machine role r machine trigger t { level red on x do alert r }" },
    { path: "a.play", text: "role r machine\nlet l = l" },
  ];
  const project = { currency: "USD", readText: () => undefined, exists: () => false };

  it("are sorted by file and place, whatever the order of the files", () => {
    const { diagnostics } = compile({ ...project, files });
    expect(diagnostics.map(({ code, file, span }) => [file, span.start, code])).toEqual([
      ["a.play", 23, "PLAY105"],
      ["b.play", 5, "PLAY101"],
      ["b.play", 20, "PLAY101"],
      ["b.play", 55, "PLAY102"],
    ]);
    expect(compile({ ...project, files: [...files].reverse() }).diagnostics).toEqual(diagnostics);
  });

  it("point at the first of two declarations", () => {
    const { diagnostics } = compile({ ...project, files });
    expect(diagnostics[1]!.related).toEqual([
      { message: "the role `r` is declared here", file: "a.play", span: { start: 5, end: 6 } },
    ]);
  });

  it("carry the likely name as a suggestion", () => {
    const [found] = compileWithShared("trigger t { level red when healht < 60 do alert csm }").diagnostics.filter(
      ({ severity }) => severity === "error",
    );
    expect(found).toMatchObject({ code: "PLAY102", suggestion: "health" });
  });
});

describe("an empty project", () => {
  it("is a schedule in which nothing is ever owed", () => {
    const { schedule, diagnostics } = compile({ ...project(), files: [] });
    expect(diagnostics).toEqual([]);
    expect(schedule?.touches).toEqual([]);
  });

  it("has as many minor digits as its currency", () => {
    const digits = (currency: string) => compile({ ...project(), currency, files: [] }).schedule?.currency.minorDigits;
    expect([digits("USD"), digits("JPY"), digits("KWD")]).toEqual([2, 0, 3]);
  });

  function project() {
    return { currency: "USD", readText: () => undefined, exists: () => false };
  }
});
