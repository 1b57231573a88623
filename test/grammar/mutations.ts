/** Random texts that are nearly `.play`. */
import fc from "fast-check";
import { scan } from "../../grammar/scan.ts";
import { playFiles } from "./support.ts";

const tour = playFiles("test/fixtures/tour").map((file) => file.text);
const words = tour.flatMap((text) => scan(text).tokens.map((token) => token.image));
const word = fc.constantFrom(...new Set([...words, "{", "}", "(", ")", "\n", "#", '"', "3x"]));

/** Words of the tour in any order. */
export const sentence = fc.array(word, { maxLength: 60 }).map((list) => list.join(" "));

/** The tour with a few tokens deleted, doubled, swapped, replaced or moved in from elsewhere. */
export const mutated = fc
  .tuple(
    fc.constantFrom(...tour),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom("delete", "double", "swap", "replace", "splice"), word), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([text, changes]) => {
    const list = scan(text).tokens.map((token) => token.image);
    for (const [from, to, change, other] of changes) {
      const at = from % list.length;
      if (change === "delete") list.splice(at, 1 + (to % 3));
      else if (change === "double") list.splice(at, 0, list[at]!);
      else if (change === "replace") list[at] = other;
      else if (change === "swap") [list[at], list[to % list.length]] = [list[to % list.length]!, list[at]!];
      else list.splice(at, 0, ...words.slice(to % words.length, (to % words.length) + 8));
      if (list.length === 0) list.push(other);
    }
    return list.join(" ");
  });
