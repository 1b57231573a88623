/** Contacts that nobody is: the touch goes to who stands in, or becomes an alert to a role; or it is unserved. */
import { describe, expect, it } from "vitest";
import { compileWithShared } from "../compiler/support.ts";
import { told, worldOf } from "../explain/world.ts";
import { type AccountText, ledger } from "../support/world.ts";
import { csm, hours, joined, model } from "./model.ts";

const touch = "trigger t { level red on reply do touch call to champion within 3d }";

function rows(contacts: string, people: AccountText["people"], more = "") {
  return ledger({
    play: `${model} ${contacts} ${touch} ${more}`,
    grid: ["2026-01-01", "2026-04-30"],
    accounts: [
      {
        fields: joined("2026-01-05"),
        people: { ...csm, ...people },
        events: { reply: ["2026-01-08T10:00"] },
      },
    ],
  });
}

const ended = (contacts: string, people: AccountText["people"], more?: string) =>
  rows(contacts, people, more)
    .map(({ kind, name, contact, outcome, rule }) => `${kind} ${name} to ${contact} ${outcome} ${rule}`)
    .join("; ");

const chain = "contact champion { vacant use deputy } contact deputy { vacant use sponsor }";

describe("a touch for a contact", () => {
  it.each([
    ["that is there", chain, { champion: "Ana", deputy: "Bo" }, "touch call to champion done null"],
    ["whose stand-in is there", chain, { deputy: "Bo", sponsor: "Cy" }, "touch call to deputy done null"],
    ["whose stand-in's stand-in is there", chain, { sponsor: "Cy" }, "touch call to sponsor done null"],
    ["and nobody in the chain", chain, {}, "touch call to champion unserved contact champion"],
    ["without a stand-in", "contact champion", {}, "touch call to champion unserved contact champion"],
    ["with an alert", "contact champion { vacant alert manager }", {}, "alert manager to champion done null"],
    [
      "with an alert at the end of the chain",
      "contact champion { vacant use deputy } contact deputy { vacant alert csm }",
      {},
      "alert csm to champion done null",
    ],
    [
      "with an alert to a role that nobody has",
      "contact champion { vacant alert csm }",
      { csm: { "2026-01-01": null } },
      "alert csm to champion unserved role csm",
    ],
  ] as [string, string, AccountText["people"], string][])("%s", (_, contacts, people, end) =>
    expect(ended(contacts, people)).toBe(end),
  );

  it("is asked again each day: who comes back is spoken to, and an alert stays one", () => {
    const limit = `policy { limit 1 touch per 7d otherwise defer up to 9d then drop }
      trigger first { level red on ticket do touch chat }`;
    const people = { champion: { "2026-01-10": "Ana" }, sponsor: "Cy" };
    const world = (contacts: string) =>
      ledger({
        play: `${model} ${contacts} ${touch} ${limit}`,
        grid: ["2026-01-01", "2026-04-30"],
        accounts: [
          {
            fields: joined("2026-01-05"),
            people: { ...csm, ...people },
            events: { ticket: ["2026-01-07T10:00"], reply: ["2026-01-08T10:00"] },
          },
        ],
      })
        .filter(({ path }) => path.startsWith("trigger t/"))
        .map(({ kind, contact, doneOn, dated }) => `${kind} ${contact} ${doneOn! - dated}`);
    expect(world("contact champion { vacant use sponsor }")).toEqual(["touch champion 6"]);
    expect(world("contact champion { vacant alert csm }")).toEqual(["alert champion 0"]);
  });

  it("as an alert has the touch's identity and deadline, no hours, and the role's lead time", () => {
    const [row] = rows("contact champion { vacant alert manager }", {}, `policy { ${hours} }`);
    const [asked] = rows("contact champion", { champion: "Ana" }, `policy { ${hours} }`);
    expect([row!.id, row!.deadline, row!.cause]).toEqual([asked!.id, asked!.deadline, asked!.cause]);
    expect([row!.effortMinutes, row!.channel, row!.ownerRole]).toEqual([0, null, "manager"]);
    // Two business days after Thursday the 8th, at the end of working hours.
    expect(new Date(row!.doneAt!).toISOString()).toBe("2026-01-12T17:00:00.000Z");
  });

  it("is explained", () => {
    const story = (contacts: string) =>
      told(worldOf(`${contacts} ${touch}`, { events: { reply: ["2026-01-08T10:00"] } })).join("\n");
    expect(story("contact champion { vacant use sponsor }")).toContain(
      "touch call to sponsor: Dana (csm), done 10:00 by video, nobody was champion",
    );
    expect(story("contact champion { vacant alert csm }")).toContain(
      "alert csm: Dana (csm), done 10:00, nobody was champion",
    );
  });
});

describe("what a contact is checked for", () => {
  const codes = (contacts: string) =>
    compileWithShared(contacts)
      .diagnostics.filter(({ severity }) => severity === "error")
      .map(({ code }) => code);
  it.each([
    ["contact a, b { vacant use sponsor }", []],
    ["contact vacant { vacant use use } contact use", []],
    ["contact a { }", []],
    ["contact a { vacant use a }", ["PLAY390"]],
    ["contact a { vacant use b } contact b { vacant use c } contact c { vacant use b }", ["PLAY390"]],
    ["contact a { vacant use b vacant alert csm } contact b", ["PLAY302"]],
    ["contact a { vacant use csm }", ["PLAY103"]],
    ["contact a { vacant alert sponsor }", ["PLAY103"]],
    ["contact a { vacant use __proto__ }", ["PLAY102"]],
    ["contact a { vacant sponsor }", ["PLAY001"]],
  ])("%s", (contacts, expected) => expect(codes(contacts)).toEqual(expected));
});
