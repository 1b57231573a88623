/** Warns of texts that do not fit where they are sent: the subject of a mail, a text message. */
import type { Span } from "../../grammar/tree.ts";
import type { Template, TemplatePart, Touch } from "../../schedule/types.ts";
import type { Checker, Program } from "../program.ts";

/** RFC 5322 section 2.1.1: a line of a mail should be no longer. */
const longestSubject = 78;
/** 3GPP TS 23.040: one text message in the 7-bit alphabet. */
const longestSms = 160;

export function warnOfLength(
  checker: Checker,
  { subject, body }: Template,
  spans: { subject: Span | undefined; body: Span },
  users: readonly Touch[],
): void {
  const long = lengthOf(checker.program, subject ?? []);
  if (spans.subject && long > longestSubject) {
    checker.report("long-subject", { length: long, most: longestSubject }, spans.subject);
  }
  const texted = users.filter(({ channels }) => channels.includes("sms")).map(({ name }) => name);
  const length = lengthOf(checker.program, body);
  if (texted.length > 0 && length > longestSms) {
    checker.report("long-sms", { length, most: longestSms, touches: texted }, spans.body);
  }
}

/** In characters, with the longest that a slot is known to become; text that nobody knows yet counts nothing. */
function lengthOf(program: Program, parts: readonly TemplatePart[]): number {
  return parts.reduce(
    (sum, part) => sum + (part.kind === "text" ? [...part.text].length : slotLength(program, part)),
    0,
  );
}

function slotLength(program: Program, part: Exclude<TemplatePart, { kind: "text" }>): number {
  if (part.kind === "touch") return 0;
  const otherwise = [...(part.otherwise ?? "")].length;
  const field = part.kind === "account" ? program.fields.get(part.name) : undefined;
  if (field?.type === "date") return Math.max(otherwise, "2026-11-21".length);
  return Math.max(otherwise, ...(field?.members ?? []).map((member) => member.length));
}
