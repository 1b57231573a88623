/** Five mistakes are five diagnostics, of syntax and of meaning together, and the rest is checked as if nothing was. */
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { modelText } from "../../compiler/diagnostics/explanations/model.ts";
import { parse } from "../../grammar/parser.ts";

function told(text: string): string[] {
  const files = [
    { path: "model.play", text: modelText },
    { path: "a.play", text },
  ];
  const { diagnostics } = compile({ files, currency: "USD", readText: () => undefined, exists: () => false });
  expect(diagnostics.every(({ file }) => file === "a.play")).toBe(true);
  return diagnostics.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

describe("a file with five mistakes", () => {
  it("of syntax and meaning has five diagnostics", () => {
    const text = `
trigger drop for enterprize { level yellow  when logins falls > 30% over 7d  do touch check_in }
trigger slow { level orange  when storage over 7d > 3  do touch check_in witin 48h }
cadence c from renewal { day 3 touch qrb }
trigger fine { level red  on reply  do alert csm }
`;
    expect(told(text)).toEqual([
      "PLAY102 enterprize",
      "PLAY304 orange",
      "PLAY215 storage over 7d",
      "PLAY001 witin",
      "PLAY102 qrb",
    ]);
    const { file } = parse("a.play", text);
    expect(file.declarations.map(({ kind }) => kind)).toEqual(["trigger", "trigger", "cadence", "trigger"]);
  });

  it("in one declaration has five diagnostics", () => {
    const text = `play p for smb, smb {
  level   crimson
  start   when health < 600
  win     when logins over 48h > 3
  end     after 0d
  phase a day 1..2 { touch qbr }
}`;
    expect(told(text)).toEqual(["PLAY106 smb", "PLAY304 crimson", "PLAY222 600", "PLAY210 48h", "PLAY208 0d"]);
  });

  it("whose root cause is one has one, however often it is used", () => {
    const text = `metric visits cuont per day
trigger a { level red  when visits over 7d = 0  do alert csm }
trigger b { level red  when visits falls > 30% over 7d  do alert csm }
trigger d { level red  when days with (visits > 3) over 7d > 3  do alert csm }`;
    expect(told(text)).toEqual(["PLAY221 cuont"]);
  });
});
