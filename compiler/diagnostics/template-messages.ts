/** Diagnostics 42x: the templates that touches send. */
import { error, warning } from "./diagnostic.ts";
import { listed, quoted } from "./words.ts";

export const templateMessages = {
  "no-template-text": error("PLAY420", (p: { path: string }) => ({
    message: `The template ${quoted(p.path)} is not text in UTF-8 of at most 64 KB.`,
    reason: "A template is what a customer reads, with slots to be filled in; nothing else can be checked or sent.",
    hint: "Save it as plain text or Markdown in UTF-8; keep pictures and attachments elsewhere.",
  })),
  "empty-template": error("PLAY421", (p: { path: string; hasSubject: boolean }) => ({
    message: `The template ${quoted(p.path)} has no text${p.hasSubject ? " below its subject" : ""}.`,
    reason: "The customer would get an empty message.",
    hint: "Write the text, or remove `template` from the touch.",
  })),
  "unreadable-slot": error("PLAY422", (p: { suggestion?: string | undefined }) => ({
    message: "This slot cannot be read.",
    reason:
      "A brace begins a slot: whose value it is, a dot, the value's name, and what stands there if it is unknown.",
    hint:
      p.suggestion === undefined
        ? 'Write it as `{account.goal}` or `{account.goal otherwise "your goals"}`; a brace that is meant as such is `\\{`.'
        : `Did you mean \`${p.suggestion}\`?`,
  })),
  "doubled-braces": error("PLAY423", (p: { suggestion?: string | undefined }) => ({
    message: "A slot stands in one pair of braces, not in two.",
    reason: "Doubled braces are how other tools write a field; here a brace would be left over in the customer's text.",
    hint: `Write \`${p.suggestion ?? "{account.goal}"}\`; braces that are meant as such are \`\\{\`.`,
  })),
  "unknown-subject": error(
    "PLAY424",
    (p: { word: string; allowed: readonly string[]; suggestion?: string | undefined }) => ({
      message: `Nothing called \`${p.word}\` can be asked for a value here.`,
      reason: `A slot asks one of ${listed(p.allowed)}.`,
      hint:
        p.suggestion === undefined ? "Write one of those words before the dot." : `Did you mean \`${p.suggestion}\`?`,
    }),
  ),
  "slot-may-be-empty": error("PLAY425", (p: { what: string; why: string }) => ({
    message: `\`${p.what}\` may be unknown, and nothing says what the customer reads then.`,
    reason: `${p.why}, and a text with a gap is never sent.`,
    hint: `Say it: \`{${p.what} otherwise "..."}\`.`,
  })),
  "long-subject": warning("PLAY426", (p: { length: number; most: number }) => ({
    message: `This subject can become ${p.length} characters long.`,
    reason: `Beyond ${p.most} characters, programs for mail cut it or fold it.`,
    hint: "Shorten it, or what stands behind `otherwise`.",
  })),
  "long-sms": warning("PLAY427", (p: { length: number; most: number; touches: readonly string[] }) => ({
    message: `This text can become ${p.length} characters long, and \`${p.touches[0]}\` may go out by \`sms\`.`,
    reason: `A text message holds ${p.most} characters; a longer one is sent, and paid, in parts.`,
    hint: "Shorten it, or give the touch another channel.",
  })),
};
