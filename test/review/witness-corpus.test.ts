/** Of every clause that was thought of a change, with a history that shows it (`witness.test.ts` has some of them). */
import { describe, it } from "vitest";
import { changes } from "./witness-changes.ts";
import { expectWitnesses } from "./witnesses.ts";

describe("a history shows a change of", () => {
  it.each(changes)("%s", (_what, from, to) => expectWitnesses(from, to));
});
