/** What helps somebody who writes: signatures, formatting, fixes; and spans that move with the text. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edited } from "../../compiler/diagnostics/edited.ts";
import { format } from "../../compiler/format/format.ts";
import { changed, positionsIn } from "../../lsp/server/positions.ts";
import { actionsAt } from "../../lsp/service/actions.ts";
import { formatFile, formatRange, formatTyped } from "../../lsp/service/formatting.ts";
import { movedSpan } from "../../lsp/service/recall.ts";
import { signatureAt } from "../../lsp/service/signatures.ts";
import { fixture } from "./fixture.ts";
import { model } from "./model.ts";

describe("signatures", () => {
  it.each([
    ["trigger t { when count of $0", "count of", "EVENT"],
    ["trigger t { when count of ticket $0", "count of", "EVENT"],
    ["trigger t { when count of ticket where ($0", "count of", "CONDITION"],
    ["trigger t { when count of ticket where (a = b) over $0", "count of", "LENGTH"],
    ["trigger t { when days with ($0", "days with", "CONDITION"],
    ["trigger t { when days with (logins > 3) over $0", "days with", "LENGTH"],
    ["trigger t { when share of touches with $0", "share of", "EVENT"],
    ["trigger t { when share of touches with reply within $0", "share of", "LENGTH"],
    ["trigger t { when share of email touches $0", "share of", "TOUCHES"],
    ["trigger t { when avg $0", "avg", "METRIC"],
    ["trigger t { when avg depth over $0", "avg", "LENGTH"],
    ["trigger t { when logins falls > $0", "falls", "AMOUNT"],
    ["trigger t { when logins falls > 30% over $0", "falls", "LENGTH"],
    ["trigger t { when logins falls > 30% over 7d against usual $0", "falls", "LENGTH"],
    ["trigger t { when health becomes $0", "becomes", "BAND"],
    ["trigger t { when health becomes red from $0", "becomes", "BAND"],
    ["trigger t { when time since last $0", "time since last", "EVENT"],
    ["policy { limit $0", "limit", "NUMBER"],
    ["policy { limit 2 $0", "limit", "CHANNEL"],
    ["policy { limit 2 touches per $0", "limit", "LENGTH"],
    ["policy { limit 2 touches per 7d except $0", "limit", "LEVELS"],
    ["trigger t { do touch $0", "do touch", "NAME"],
    ["trigger t { do touch call to $0", "do touch", "WHOM"],
    ["trigger t { do touch call to sponsor within $0", "do touch", "LENGTH"],
  ])("of %s", (annotated, begins, part) => {
    const offset = annotated.indexOf("$0");
    const found = signatureAt(annotated.replace("$0", ""), offset);
    expect(found?.label.startsWith(begins)).toBe(true);
    const { start, end } = found!.parts[found!.active]!;
    expect(found!.label.slice(start, end)).toBe(part);
  });

  it.each([
    "trigger t { $0",
    "# count of $0",
    "trigger t { when count of ticket over 3d = 0 and $0",
    "trigger t { when arr > $0",
    "$0",
  ])("is none in %s", (annotated) => {
    expect(signatureAt(annotated.replace("$0", ""), annotated.indexOf("$0"))).toBeUndefined();
  });
});

const messy = "touch  a { kind   proactive }\n\n\n\ntouch b {   kind reactive }\ntouch  c { kind educational }\n";

describe("formatting", () => {
  it("is the formatter's text", () => {
    const formatted = format("a.play", messy);
    const changes = formatFile("a.play", messy).map((each) => ({ ...each, file: "a.play" }));
    expect(formatted.kind === "formatted" && edited(messy, changes)).toBe(
      formatted.kind === "formatted" && formatted.text,
    );
  });

  it("changes nothing that is formatted, and nothing that cannot be read", () => {
    const formatted = format("a.play", messy);
    expect(formatted.kind === "formatted" && formatFile("a.play", formatted.text)).toEqual([]);
    expect(formatFile("a.play", "touch  {{")).toEqual([]);
  });

  it("of a range changes its declarations alone", () => {
    const at = messy.indexOf("touch b") + 3;
    const changes = formatRange("a.play", messy, { start: at, end: at });
    const text = edited(
      messy,
      changes.map((each) => ({ ...each, file: "a.play" })),
    );
    expect(text).toContain("touch b { kind reactive }");
    expect(text).toContain("touch  a { kind   proactive }\n\n\n\n");
    expect(text).toContain("touch  c");
  });

  it("as one types lays out what a brace closes", () => {
    const end = messy.indexOf("reactive }") + "reactive }".length;
    const text = edited(
      messy,
      formatTyped("a.play", messy, end).map((each) => ({ ...each, file: "a.play" })),
    );
    expect(text).toContain("touch b { kind reactive }");
    expect(text).toContain("touch  a");
    expect(formatTyped("a.play", messy, 3)).toEqual([]);
  });

  it("of any range says the same program", () => {
    fc.assert(
      fc.property(fc.nat(model.length), fc.nat(200), (start, length) => {
        const loose = model.replaceAll(" when ", "   when\n ");
        const changes = formatRange("m.play", loose, { start, end: start + length });
        const text = edited(
          loose,
          changes.map((each) => ({ ...each, file: "m.play" })),
        );
        expect(format("m.play", text)).toEqual(format("m.play", loose));
      }),
      { numRuns: 60 },
    );
  });
});

describe("actions", () => {
  /** What is offered at the cursor, and the text after each. */
  const offered = (text: string) => {
    const { analysis, path, offset, files } = fixture(text, { "model.play": model });
    const { diagnostics } = analysis.all;
    return actionsAt(analysis, path, { start: offset, end: offset }, diagnostics).map(
      ({ title, kind, edits, preferred }) => ({
        title,
        kind,
        preferred,
        text: edited(
          files.get(path)!,
          edits.map(({ span, text: its }) => ({ file: path, span, text: its })),
        ),
      }),
    );
  };

  it.each([
    ["trigger t { level red when lo$0gin over 7d = 0 do alert csm }", "Write `logins`", "when logins over 7d"],
    ["trigger t { level red when arr > $0 ", undefined, ""],
    ["trigger t { level red when arr =$0= $3 do alert csm }", "Write `=`", "arr = $3"],
    ["trigger t { level re$0dd when arr > $3 do alert csm }", "Write `red`", "level red when"],
    [
      "trigger t { level red when arr > $3 do touch hel$0lo }",
      "Declare the touch `hello`",
      "\n\ntouch hello {\n  channel",
    ],
    ["trigger t { level red when arr > $3 do alert bo$0ss }", "Declare the role `boss`", "\n\nrole boss owns accounts"],
    ["trigger t { level red on cal$0led do alert csm }", "Declare the event `called`", "\n\nevent called"],
    [
      "trigger t { level red when arr > $3 outside sum$0mer do alert csm }",
      "Declare the calendar `summer`",
      "calendar summer {",
    ],
    ["trigger t { level red when arr > $3 do task sho$0ut }", "Declare the task `shout`", "\n\ntask shout {"],
    [
      "play p { level red start when arr > $3 win when arr > $4 end after 9d escalation st$0eps }",
      "Declare the escalation `steps`",
      "escalation steps {",
    ],
  ])("in %s", (text, title, after) => {
    const found = offered(text);
    if (title === undefined) expect(found.filter(({ kind }) => kind === "quickfix" && kind === title)).toEqual([]);
    else expect(found.find((each) => each.title === title)?.text).toContain(after);
  });

  it("that declare leave one mistake less", () => {
    const text = "trigger t { level red when arr > $3 do touch hel$0lo }\n";
    const before = fixture(text, { "model.play": model }).analysis.first.diagnostics.length;
    const found = offered(text).find(({ title }) => title.startsWith("Declare"))!;
    const after = fixture(found.text, { "model.play": model }).analysis.first.diagnostics;
    expect(after.filter(({ severity }) => severity === "error").length).toBeLessThan(before);
  });

  it.each([
    [
      "segments {\n  big when arr > $1K # most\n  ## Very big.\n  huge when ar$0r > $9K\n  rest_of_them otherwise\n}\n",
      "segments {\n  ## Very big.\n  huge when arr > $9K\n  big when arr > $1K # most\n  rest_of_them otherwise\n}\n",
    ],
    [
      "segments { big when arr > $1K huge when ar$0r > $9K rest_of_them otherwise }",
      "segments { huge when arr > $9K big when arr > $1K rest_of_them otherwise }",
    ],
  ])("put a shadowed segment first: %j", (text, after) => {
    const { analysis, path, offset, files } = fixture(text, { "model.play": model.replace(/^segments.*$/m, "") });
    const actions = actionsAt(analysis, path, { start: offset, end: offset }, analysis.all.diagnostics);
    const found = actions.find(({ title }) => title === "Put `huge` before `big`");
    const edits = found?.edits.map(({ span, text: its }) => ({ file: path, span, text: its })) ?? [];
    expect(edited(files.get(path)!, edits)).toBe(after);
  });

  const opened = "play p for large {\n  level red\n  start when arr > $3\n";
  const rungs =
    "{\n    after 2d alert manager\n    # Only then.\n    after 4d alert csm unless reply # now\n    stop on reply\n  }";
  const ended = "\n  win when arr > $4\n  end after 9d\n}";
  const ladder = rungs.replaceAll("\n  ", "\n");

  it.each([
    [`${opened}  escalation rescue_p $0${rungs}${ended}`, "rescue_p"],
    [`${opened}  escalation $0${rungs}${ended}`, "p"],
    [`${opened}  escalation ladder $0${rungs}${ended}`, "ladder_2"],
  ])("make a declaration of an escalation that is written inside of a play: %j", (text, name) => {
    const found = offered(`${text}\n`).find(({ kind }) => kind === "refactor");
    expect(found?.title).toBe(`Make the escalation \`${name}\` of it`);
    const written = `${opened}  escalation ${name}${ended}\n\nescalation ${name} ${ladder}\n`;
    expect(found?.text).toBe(written);
    const after = fixture(found!.text, { "model.play": model }).analysis.all.diagnostics;
    expect(after.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it.each([
    "play p { escalation x $0{ after 2d alert manager ",
    "play p { escalation x $0{ every 2d alert manager } }",
    "play p { phase x $0{ } }",
    "cadence c from renewal { escalation x $0{ after 2d alert manager } }",
  ])("make none of anything else: %j", (text) => {
    expect(offered(text).filter(({ kind }) => kind === "refactor")).toEqual([]);
  });

  it("make all safe fixes of a file at once", () => {
    const text = "trigger t { level redd when login$0 over 7d == 0 do alert csm }\n";
    const found = offered(text).find(({ kind }) => kind === "fix all")!;
    expect(found.text).toBe("trigger t { level red when logins over 7d = 0 do alert csm }\n");
  });

  it("are none where nothing is wrong", () => {
    expect(offered("let x$0x = 3d\ntrigger t { level red when arr > $3 do alert csm rest xx }\n")).toEqual([]);
  });
});

describe("spans that move", () => {
  it("stay at their words", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.string({ maxLength: 5 }), (at, length, text) => {
        const before = `${"x".repeat(30)}HERE${"y".repeat(30)}`;
        const [start, end] = [Math.min(at, before.length), Math.min(at + length, before.length)];
        const after = before.slice(0, start) + text + before.slice(end);
        const moved = movedSpan({ start: 30, end: 34 }, before, after);
        if (moved) expect(after.slice(moved.start, moved.end)).toBe("HERE");
        if (end <= 30 || start >= 34)
          expect(after.includes("HERE") ? moved !== undefined || text !== "" : true).toBe(true);
      }),
    );
  });
});

describe("positions", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "é", "€", "\u{1F600}", "\n", "\r\n", "\r", "\uFEFF") });

  it.each(["utf-8", "utf-16"] as const)("lead back to their offsets (%s)", (encoding) => {
    fc.assert(
      fc.property(texts, (text) => {
        const positions = positionsIn(text, encoding);
        let offset = 0;
        for (const sign of text) {
          // Between the two signs of a line end nobody stands.
          if (!(sign === "\n" && text[offset - 1] === "\r")) {
            expect(positions.offsetOf(positions.positionOf(offset))).toBe(offset);
          }
          offset += sign.length;
        }
      }),
    );
  });

  it("in UTF-8 count bytes", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { character } = positionsIn(text, "utf-8").positionOf(text.length);
        const line = text.split(/\r\n|\n|\r/).at(-1)!;
        expect(character).toBe(Buffer.byteLength(line));
      }),
    );
  });

  it("beyond the text are its end", () => {
    const positions = positionsIn("ab\ncd", "utf-16");
    expect(positions.offsetOf({ line: 0, character: 99 })).toBe(2);
    expect(positions.offsetOf({ line: 99, character: 0 })).toBe(5);
    expect(positions.offsetOf({ line: -1, character: Number.NaN })).toBe(0);
  });

  it("of several changes are of the text between them", () => {
    const range = (line: number, from: number, to: number) => ({
      start: { line, character: from },
      end: { line, character: to },
    });
    const changes = [
      { range: range(0, 0, 0), text: "x\n" },
      { range: range(1, 0, 1), text: "y" },
    ];
    expect(changed("abc", changes, "utf-16")).toBe("x\nybc");
    expect(changed("abc", [{ text: "all" }], "utf-16")).toBe("all");
  });
});
