/** Just as much of XML 1.0 as playc writes: elements in elements, attributes, text, the five entities. */
import { expect } from "vitest";

/** Every element, in order; fails where the text is no such XML. */
export function elementsOf(xml: string): { name: string; attributes: Map<string, string> }[] {
  const found: { name: string; attributes: Map<string, string> }[] = [];
  const open: string[] = [];
  let rest = xml;
  expect(rest).not.toMatch(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
  while (rest !== "") {
    const text = /^[^<]+/.exec(rest);
    if (text) {
      expect(text[0]).toMatch(/^(?:[^&>]|&(?:amp|lt|gt|quot|apos|#\d+);)*$/);
      rest = rest.slice(text[0].length);
      continue;
    }
    const tag = /^<(\/?)([a-z-]+)((?: [a-zA-Z-]+="(?:[^"<&]|&(?:amp|lt|gt|quot|apos|#\d+);)*")*)(\/?)>/.exec(rest);
    expect(tag, rest.slice(0, 80)).not.toBeNull();
    const [whole, closing, name, attributes, empty] = tag!;
    if (closing) expect(open.pop()).toBe(name);
    else {
      found.push({
        name: name!,
        attributes: new Map([...attributes!.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)].map((each) => [each[1]!, each[2]!])),
      });
      if (!empty) open.push(name!);
    }
    rest = rest.slice(whole.length);
  }
  expect(open).toEqual([]);
  return found;
}
