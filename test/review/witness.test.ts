/** Histories that show a change: that what is found is so, is the same every time, and is never more than was asked for. */
import { describe, expect, it } from "vitest";
import { subjectText } from "../../review/sentences.ts";
import { before, changes } from "./witness-changes.ts";
import { expectWitnesses, pasted, witnessesBetween } from "./witnesses.ts";

/** A few of each sort; `witness-corpus.test.ts` has all. */
const some = changes.filter((_change, index) => index % 12 === 0);

describe("a history shows a change of", () => {
  it.each(some)("%s", (_what, from, to) => expectWitnesses(from, to));
});

const raised = before.replace("mid_market when arr >= $25K", "mid_market when arr >= $30K");

describe("the search", () => {
  it("finds nothing where nothing differs, and looks for nothing", () => {
    expect(witnessesBetween(before, before)).toEqual([]);
    const inOtherWords = before.replace("every 1 month touch mail", "every 1 month # as ever\n  touch mail");
    expect(witnessesBetween(before, inOtherWords)).toEqual([]);
  });

  it("finds the same every time", () => {
    expect(witnessesBetween(before, raised)).toEqual(witnessesBetween(before, raised));
  });

  it("gives a test a name that the program has not", () => {
    const [first] = witnessesBetween(before, raised);
    const [second] = witnessesBetween(before, `${raised}\n${first?.found?.test}`);
    const nameIn = (test: string | null | undefined) => /test "(.*)" \{/.exec(test ?? "")?.[1];
    expect(nameIn(second?.found?.test)).toBe(`${nameIn(first?.found?.test)} (2)`);
  });

  it("tells one declaration after the other, each by what it does itself", () => {
    const after = raised.replace("start when health < 40", "start when health < 45");
    const witnesses = witnessesBetween(before, after);
    expect(witnesses.map(subjectText)).toEqual(["segment mid_market", "play at_risk"]);
    expect(witnesses[1]?.found?.before).toMatch(/^play at_risk /);
  });

  it("shows of several declarations each by itself, where it can: what changed beside it is not taken for it", () => {
    const edits = [
      ["play at_risk", "again after 30d", "again after 20d"],
      ["escalation rescue", "after 7d touch qbr", "after 5d touch qbr"],
      ["cadence rhythm", "every 1 month touch check_in", "every 2 weeks touch check_in"],
      ["policy", "otherwise defer up to 7d", "limit 1 email per 10d otherwise defer up to 7d"],
    ] as const;
    const after = edits.reduce((text, [, from, to]) => text.replace(from, to), before);
    const witnesses = witnessesBetween(before, after);
    expect(witnesses.map(subjectText).sort()).toEqual(edits.map(([subject]) => subject).sort());
    for (const witness of witnesses) {
      expect(witness.found, subjectText(witness)).toMatchObject({ byItself: true });
      const [, from, to] = edits.find(([subject]) => subject === subjectText(witness))!;
      const test = witness.found!.test!;
      expect(pasted(before, before.replace(from, to), test), test).toEqual({ errors: [], before: false, after: true });
    }
  });

  it("says where it takes the other changes, too", () => {
    const both = before
      .replace("falls > 30% week over week outside year_end", "falls > drop week over week outside year_end")
      .replace("trigger silent {", "let drop = 20%\ntrigger silent {");
    expect(witnessesBetween(before, both).map(({ found }) => found?.byItself)).toEqual([true]);
    // Of those in mid_market nobody was so small before.
    const small = (floor: string, touch: string) =>
      `${before.replace("mid_market when arr >= $25K", `mid_market when arr >= ${floor}`)}
       trigger t for mid_market { level green when arr < $20K do touch ${touch} }`;
    const together = witnessesBetween(small("$25K", "mail"), small("$10K", "qbr"));
    expect(together.find(({ name }) => name === "t")?.found).toMatchObject({ byItself: false });
    const needed = `${before}\nmetric smiles count per day missing is zero`.replace(
      "logins over 14d = 0",
      "smiles over 14d = 0",
    );
    const [witness] = witnessesBetween(before, needed).filter(({ name }) => name === "silent");
    expect(witness?.found?.byItself).toBe(null);
    // Put behind all others, a new segment would be nobody's.
    const added = raised.replace("  small otherwise", "  middle when arr >= $10K\n  small otherwise");
    const middle = witnessesBetween(before, added).find(({ name }) => name === "middle");
    expect(middle?.found).toMatchObject({ byItself: null });
  });

  it("says it in the words of the program after, where names are others", () => {
    const renamed = before
      .replaceAll("login_drop", "fewer_logins")
      .replaceAll("logins", "sessions")
      .replaceAll("check_in", "short_call")
      .replaceAll("mid_market", "middle");
    const after = renamed.replace("falls > 30% week", "falls > 20% week");
    const witnesses = witnessesBetween(before, after);
    expect(witnesses.map(subjectText)).toEqual(["trigger fewer_sessions"]);
    expect(witnesses[0]?.found?.test).toMatch(/sessions \d+ .*\n.*expect trigger fewer_sessions for acme/s);
  });

  it("ends when its budget is used up, and says so without claiming anything", () => {
    const [witness] = witnessesBetween(before, raised, 1);
    expect(witness).toMatchObject({ found: null, cutShort: true });
  });

  it("looks into fifty declarations of a larger change, those first that are not new as a whole", () => {
    const more = (numbers: readonly number[], raised: number) =>
      numbers
        .map((number) => `trigger t${number} { level green when seats > ${number + raised} do touch mail }`)
        .join("\n");
    const [kept, added] = [[...Array(55).keys()], [100, 101, 102]];
    const witnesses = witnessesBetween(
      `${before}\n${more(kept, 0)}`,
      `${before}\n${more(kept, 1)}\n${more(added, 0)}`,
      10,
    );
    const leftOut = witnesses.filter(({ tried }) => tried.histories === 0).map(({ name }) => name);
    expect(witnesses.length).toBe(58);
    expect(leftOut).toHaveLength(8);
    expect(leftOut).toEqual(expect.arrayContaining(["t100", "t101", "t102"]));
    expect(witnesses.every(({ found, cutShort }) => found !== null || cutShort)).toBe(true);
  });

  it("lets fields change on a day, where only that shows it", () => {
    const rested = (rest: string) =>
      `${before}\ntrigger many_seats { level green when seats >= 50 do touch mail rest ${rest} }`;
    const [witness] = witnessesBetween(rested("20d"), rested("10d"));
    expect(witness?.found?.test).toMatch(/account acme from \d{4}-\d\d-\d\d \{/);
    expect(pasted(rested("20d"), rested("10d"), witness?.found?.test ?? "")).toEqual({
      errors: [],
      before: false,
      after: true,
    });
  });

  it("finds nothing for what no account can show", () => {
    const impossible = (limit: string) =>
      before.replace("over 7d >= 3", `over 7d >= 3 and seats > ${limit} and seats < 3`);
    const witnesses = witnessesBetween(impossible("5"), impossible("6"));
    expect(witnesses).toMatchObject([{ name: "many_tickets", found: null, cutShort: false }]);
  });

  it("shows the history alone where no test can ask for what differs", () => {
    const longer = before.replace(
      "touch qbr { channel video owner csm effort 60min",
      "touch qbr { channel video owner csm effort 90min",
    );
    const [witness] = witnessesBetween(before, longer);
    expect(witness?.found).toMatchObject({
      test: null,
      before: expect.stringContaining("60 min"),
      after: expect.stringContaining("90 min"),
    });
    expect(witness?.found?.history).toMatch(/^account acme \{/);
  });

  it("tells of what comes and of what goes", () => {
    const without = before.replace(/^trigger silent .*$/m, "");
    const [gone] = witnessesBetween(before, without);
    expect(pasted(before, without, gone?.found?.test ?? "")).toEqual({ errors: [], before: false, after: true });
    const [come] = witnessesBetween(without, before);
    expect(pasted(without, before, come?.found?.test ?? "")).toEqual({ errors: [], before: false, after: true });
  });
});
