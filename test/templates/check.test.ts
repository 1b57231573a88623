/** What is wrong with a template is said at its place in the template; reading it never fails and loses no text. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTemplate } from "../../compiler/templates/read.ts";
import { compileWithShared } from "../compiler/support.ts";

const touch = (more: string, name = "hello") =>
  `touch ${name} { owner csm effort 5min purpose give_insight kind reactive template "a.md" ${more} }
   trigger ${name}_now { level red on reply do touch ${name} }`;

/** Codes, each with the text under it. */
function told(text: string, program = touch("channel email")): string[] {
  const { diagnostics } = compileWithShared(program, { files: { "a.md": text } });
  return diagnostics
    .filter(({ file }) => file === "a.md")
    .map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

describe("a template", () => {
  it.each([
    ["a field", "{account.plan}", []],
    ["blanks", "{ account.plan }", []],
    ["a fallback", '{account.goal otherwise "your \\"goals\\""}', []],
    ["a fallback that is not needed", '{account.plan otherwise "none"}', []],
    ["an optional field without one", "Hi {account.goal}", ["PLAY425 {account.goal}"]],
    ["an empty fallback", '{account.goal otherwise " "}', ['PLAY422 {account.goal otherwise " "}']],
    ["an unknown field", "a\r\n{account.gaol}", ["PLAY102 gaol"]],
    ["a metric for a field", "{account.logins}", ["PLAY103 logins"]],
    ["a metric", "{metric.logins}", ["PLAY425 {metric.logins}"]],
    ["a metric with a fallback", '{metric.logins otherwise "few"}', []],
    ["the owner", "{role.csm}", []],
    ["another role", "{role.executive}", ["PLAY425 {role.executive}"]],
    ["a contact", "{contact.sponsor}", ["PLAY425 {contact.sponsor}"]],
    ["the touch", "{touch.purpose} {touch.name} {touch.kind} {touch.owner}", []],
    ["what a touch has not", "{touch.colour}", ["PLAY304 colour"]],
    ["an unknown subject", "{acount.plan}", ["PLAY424 acount"]],
    ["a prototype", "{__proto__.x} {account.__proto__}", ["PLAY424 __proto__", "PLAY102 __proto__"]],
    ["the end", "{account.churned_on}", ["PLAY305 churned_on"]],
    ["doubled braces", "{{plan}}", ["PLAY423 {{plan}}"]],
    ["doubled braces around anything", "{{#if x}}", ["PLAY423 {{#if x}}"]],
    ["an open brace", "a { b", ["PLAY422 { b"]],
    ["an open brace at the end", "a {", ["PLAY422 {"]],
    ["a slot over two lines", "{account\n.plan}", ["PLAY422 {account"]],
    ["a brace that is meant", "\\{account.gaol} }", []],
    ["nothing", " \n", ["PLAY421  \n"]],
    ["a subject alone", "subject: Hi\n\n", ["PLAY421 subject: Hi\n\n"]],
    ["a slot alone", "{account.plan}", []],
    ["a mistake in the subject", "Subject: {plan}\nHi", ["PLAY422 {plan}"]],
    ["a long subject", `Subject: ${"a".repeat(79)}\nHi`, [`PLAY426 ${"a".repeat(79)}`]],
    ["a subject that just fits", `Subject: ${"ä".repeat(68)}{account.renewal}\nHi`, []],
    [
      "a subject with a long word",
      `Subject: ${"a".repeat(69)}{account.plan}\nHi`,
      [`PLAY426 ${"a".repeat(69)}{account.plan}`],
    ],
    ["a long text by mail", "a".repeat(161), []],
  ])("with %s", (_, text, codes) => expect(told(text)).toEqual(codes));

  it.each([
    ["a".repeat(160), []],
    ["a".repeat(161), ["PLAY427"]],
    [`${"a".repeat(150)}{account.goal otherwise "0123456789"}`, []],
    [`${"a".repeat(150)}{account.goal otherwise "0123456789a"}`, ["PLAY427"]],
  ])("by sms: %s", (text, codes) => {
    expect(told(text, touch("channel email or sms")).map((each) => each.slice(0, 8).trim())).toEqual(codes);
  });

  it("of two touches is read once, and knows the owner only where both have it", () => {
    const both = touch("channel email") + touch("channel sms", "other").replace("owner csm", "owner automation");
    expect(told("{role.csm} {account.gaol}", both)).toEqual(["PLAY425 {role.csm}", "PLAY102 gaol"]);
  });

  it.each([
    ["a NUL", "a\u0000"],
    ["too much", "a".repeat(65_537)],
    ["too many bytes", "ä".repeat(40_000)],
  ])("is refused with %s", (_, text) => {
    const { diagnostics } = compileWithShared(touch("channel email"), { files: { "a.md": text } });
    expect(diagnostics.map(({ code, file }) => `${code} ${file}`)).toEqual(["PLAY420 case.play"]);
  });

  it.each([
    ["{{plan}}", "{account.plan}"],
    ["{{ account.plan }}", "{account.plan}"],
    ["{plan}", "{account.plan}"],
    ["{account.plna}", "plan"],
  ])("has a fix for %s", (text, fixed) => {
    const { diagnostics } = compileWithShared(touch("channel email"), { files: { "a.md": text } });
    const [fix] = diagnostics.flatMap((each) => (each.fix ? [each.fix] : []));
    expect([fix?.edits[0]?.text, fix?.safe]).toEqual([fixed, true]);
  });
});

describe("reading", () => {
  const word = fc.constantFrom(
    "{",
    "}",
    "{{",
    "\\{",
    "account.plan",
    " otherwise ",
    '"a"',
    "Subject: ",
    "\r\n",
    "\\",
    "é🙂",
    ".",
  );
  it("gives pieces that lie in order, within the text, and never fails", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 20 }), (words) => {
        const text = words.join("");
        const { subject, body } = readTemplate(text);
        let end = 0;
        for (const { pieces, span } of [...(subject ? [subject] : []), body]) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          for (const piece of pieces) {
            if (piece.kind === "text") continue;
            expect(text[piece.span.start]).toBe("{");
            expect(piece.span.start).toBeGreaterThanOrEqual(end);
            end = piece.span.end;
          }
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it("gives text without braces and backslashes as it stands", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (given) => {
        const text = `x${given.replace(/[{\\\r]/g, "")}x`;
        expect(readTemplate(text).body.pieces).toEqual([{ kind: "text", text }]);
      }),
    );
  });

  it("takes time in proportion to the text", () => {
    for (const text of [
      "{".repeat(65_000),
      '{a.b otherwise "'.repeat(4000),
      `{${" ".repeat(65_000)}`,
      "\\{".repeat(30_000),
    ]) {
      const start = performance.now();
      readTemplate(text);
      expect(performance.now() - start).toBeLessThan(2000);
    }
  });
});
