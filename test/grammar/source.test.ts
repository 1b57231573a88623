/** Lines and columns, against a reading of the text character by character. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLineMap } from "../../grammar/source.ts";

/** The definition, slow: count line ends before the offset. */
function slowPosition(text: string, offset: number) {
  const before = text.slice(text.startsWith("\uFEFF") ? 1 : 0, offset);
  const complete = text[offset] === "\n" && before.endsWith("\r") ? before.slice(0, -1) : before;
  const lines = complete.split(/\r\n|\r|\n/);
  const column = lines.at(-1)!.length + 1 + (before.length - complete.length);
  return { line: lines.length, column };
}

describe("createLineMap", () => {
  it("agrees with counting", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "\n", "\r", "\r\n", "é", "\u{1F600}") });
    fc.assert(
      fc.property(text, fc.boolean(), fc.nat(60), (body, mark, offset) => {
        const whole = (mark ? "\uFEFF" : "") + body;
        const inside = Math.max(mark ? 1 : 0, Math.min(offset, whole.length));
        expect(createLineMap(whole).positionOf(inside)).toEqual(slowPosition(whole, inside));
      }),
    );
  });

  it("moves an offset outside the text to its nearest end", () => {
    const map = createLineMap("\uFEFFab\ncd");
    expect(map.positionOf(-5)).toEqual({ line: 1, column: 1 });
    expect(map.positionOf(0)).toEqual({ line: 1, column: 1 });
    expect(map.positionOf(99)).toEqual({ line: 2, column: 3 });
  });
});
