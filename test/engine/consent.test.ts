/** Consent by kind: the flag of a channel is asked for the touches it is for, and for no other. */
import { describe, expect, it } from "vitest";
import { compileWithShared } from "../compiler/support.ts";
import { ledger, scheduleOf } from "../support/world.ts";
import { csm, joined, model } from "./model.ts";

/** `mail` is educational and gives insight, `chat` proactive by phone or mail, `bill` transactional. */
function ended(consent: string): Record<string, string> {
  const rows = ledger({
    play: `${model} policy { consent ${consent} } trigger t { level red on reply do touch mail touch chat touch bill }`,
    grid: ["2026-01-01", "2026-02-28"],
    accounts: [
      {
        fields: joined("2026-01-05", { mail_ok: false, phone_ok: false }),
        people: csm,
        events: { reply: ["2026-01-08T10:00"] },
      },
    ],
  });
  return Object.fromEntries(rows.map(({ name, channel, rule }) => [name, channel ?? rule!]));
}

describe("consent", () => {
  const email = "policy/consent/email";
  const phone = "policy/consent/phone";
  it.each([
    ["email by mail_ok", { mail: email, chat: "phone", bill: "email" }],
    ["email by mail_ok for educational", { mail: email, chat: "phone", bill: "email" }],
    ["email by mail_ok for proactive", { mail: "email", chat: "phone", bill: "email" }],
    ["email by mail_ok for give_insight", { mail: email, chat: "phone", bill: "email" }],
    ["email by mail_ok for open_dialogue, reactive", { mail: "email", chat: "phone", bill: "email" }],
    ["email by mail_ok for address_need", { mail: "email", chat: "phone", bill: "email" }],
    ["email by mail_ok for educational phone by phone_ok", { mail: email, chat: "email", bill: "email" }],
    ["email by mail_ok for proactive phone by phone_ok", { mail: "email", chat: phone, bill: "email" }],
    ["phone by phone_ok for proactive, educational", { mail: "email", chat: "email", bill: "email" }],
  ])("%s", (consent, expected) => expect(ended(consent)).toEqual(expected));

  it("carries what it is for in the schedule, and nothing where it is for all", () => {
    const consents = scheduleOf(
      `${model} policy { consent email by mail_ok for give_insight, proactive, educational phone by phone_ok }`,
    ).policy.consents;
    expect(consents).toEqual([
      {
        path: "policy/consent/email",
        channel: "email",
        field: "mail_ok",
        kinds: ["proactive", "educational"],
        purposes: ["give_insight"],
      },
      { path: "policy/consent/phone", channel: "phone", field: "phone_ok" },
    ]);
  });

  const codes = (text: string) =>
    compileWithShared(text)
      .diagnostics.filter(({ code }) => code !== "PLAY107")
      .map(({ code }) => code);
  it.each([
    ["email by email_opt_in for transactional", ["PLAY304"]],
    ["email by email_opt_in for eductional", ["PLAY304"]],
    ["email by email_opt_in for proactive, proactive", ["PLAY106"]],
    ["email by email_opt_in for __proto__", ["PLAY304"]],
    ["email by email_opt_in for", ["PLAY001"]],
    ["email by email_opt_in for proactive email by phone_opt_in for reactive", ["PLAY106"]],
  ])("%s is a mistake", (consent, expected) => expect(codes(`policy { consent ${consent} }`)).toEqual(expected));

  it("asks a transactional touch why it is one", () => {
    const touch = "touch bill { channel email owner automation effort 0min purpose address_need kind transactional }";
    expect(codes(touch)).toEqual(["PLAY391"]);
    expect(codes(`##\n${touch}`)).toEqual(["PLAY391"]);
    expect(codes(`## The law.\n${touch}`)).toEqual([]);
  });
});
