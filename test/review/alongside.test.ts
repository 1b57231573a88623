/** Accounts of two programs side by side: each with its own of the other, however many of them somebody keeps. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { alongside } from "../../review/in-flight/alongside.ts";
import type { AccountHistory } from "../../runtime/histories/types.ts";

function streamOf(ids: readonly string[], side: string) {
  let isClosed = false;
  const none = {
    zone: "UTC",
    fields: new Map(),
    people: new Map(),
    metrics: new Map(),
    events: new Map(),
    touches: [],
  };
  const accounts = async function* (): AsyncGenerator<AccountHistory> {
    try {
      for (const id of ids) yield { ...none, id, zone: side };
    } finally {
      isClosed = true;
    }
  };
  return { histories: { accounts }, isClosed: () => isClosed };
}

/** As accounts stream: by the bytes of their ids. */
const ids = fc
  .uniqueArray(fc.string({ unit: "grapheme", maxLength: 3 }), { maxLength: 12 })
  .map((all) => all.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other))));

test("each account finds the other of its id, and those of one program alone find none", async () => {
  await fc.assert(
    fc.asyncProperty(ids, ids, async (these, those) => {
      const [one, two] = [streamOf(these, "one"), streamOf(those, "two")];
      const { histories, other } = alongside(one.histories, two.histories);
      const kept: AccountHistory[] = [];
      for await (const account of histories.accounts()) kept.push(account);
      expect(kept.map(({ id, zone }) => [id, zone])).toEqual(these.map((id) => [id, "one"]));
      for (const account of kept) {
        const found = other(account);
        expect(found && [found.id, found.zone]).toEqual(those.includes(account.id) ? [account.id, "two"] : undefined);
      }
      expect(two.isClosed() || those.length === 0).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("whoever stops in the middle closes both", async () => {
  const [one, two] = [streamOf(["a", "b"], "one"), streamOf(["a", "b"], "two")];
  for await (const _ of alongside(one.histories, two.histories).histories.accounts()) break;
  expect([one.isClosed(), two.isClosed()]).toEqual([true, true]);
});
