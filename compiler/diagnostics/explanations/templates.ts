/** Explanations 42x: the templates that touches send. */
import type { templateMessages } from "../template-messages.ts";
import type { Explanation } from "./explanation.ts";

/** A program that sends the example by mail, or by another channel. */
const sent = (channel = "email") => ({
  file: "hello.md",
  surroundings: {
    program: `touch hello { channel ${channel}  owner csm  effort 5min  purpose give_insight  kind reactive  template "hello.md" }\ntrigger t { level yellow  on reply  do touch hello }`,
  },
});

const long = "We looked at your account and found three things that take an hour each week and need not.";

export const templateExplanations: Record<keyof typeof templateMessages, Explanation> = {
  "no-template-text": {
    meaning:
      "A touch names a template that is no text: a picture, a document of an office program, text in another encoding than UTF-8, or more than 64 KB.",
    failing:
      'touch hello { channel email  owner csm  effort 5min  purpose give_insight  kind reactive  template ⟦"logo.png"⟧ }\ntrigger t { level yellow  on reply  do touch hello }',
    mended:
      'touch hello { channel email  owner csm  effort 5min  purpose give_insight  kind reactive  template "hello.md" }\ntrigger t { level yellow  on reply  do touch hello }',
    surroundings: { files: { "logo.png": "\u0089PNG\r\n\u001a\n\u0000", "hello.md": "Hello" } },
  },
  "empty-template": {
    meaning:
      "The file of a template holds nothing but a subject, blanks and line ends. A first line that begins with `Subject:` is the subject; what follows is the text.",
    failing: "⟦Subject: Hello\n⟧",
    mended: "Subject: Hello\n\nGood to have you.\n",
    ...sent(),
  },
  "unreadable-slot": {
    meaning:
      'Braces in a template stand around a slot: `{account.plan}`, `{contact.sponsor otherwise "all"}`, `{metric.logins otherwise "some"}`, `{role.csm}`, `{touch.purpose}`. Something in braces is none.',
    failing: "You are on ⟦{plan}⟧.\n",
    mended: "You are on {account.plan}.\n",
    ...sent(),
  },
  "doubled-braces": {
    meaning:
      "The slot is written as `{{plan}}`, as other tools do. A slot says whose value it is, in one pair of braces.",
    failing: "You are on ⟦{{plan}}⟧.\n",
    mended: "You are on {account.plan}.\n",
    ...sent(),
  },
  "unknown-subject": {
    meaning:
      "Before the dot stands whose value is meant: the `account` (a field), a `contact` or `role` (who fills it), a `metric` (of the day before), or the `touch` itself.",
    failing: "You are on {⟦acount⟧.plan}.\n",
    mended: "You are on {account.plan}.\n",
    ...sent(),
  },
  "slot-may-be-empty": {
    meaning:
      "What is optional, measured or filled by a person may be unknown on the day of sending. `otherwise` says what the customer reads then.",
    failing: "You chose us for ⟦{account.goal}⟧.\n",
    mended: 'You chose us for {account.goal otherwise "a good reason"}.\n',
    ...sent(),
  },
  "long-subject": {
    meaning:
      "The subject is too long for a mail's first line. It is measured with the longest word of an enum and the longest text behind `otherwise`; a text that only the data holds counts nothing.",
    failing: `Subject: ⟦${long}⟧\n\nHere they are.\n`,
    mended: "Subject: Three hours you need not spend\n\nHere they are.\n",
    ...sent(),
  },
  "long-sms": {
    meaning:
      "The touch may go out as a text message, and its text does not fit into one. It is measured with the longest word of an enum and the longest text behind `otherwise`; a text that only the data holds counts nothing.",
    failing: `⟦${long} Reply with a day and an hour that suit you, and we will show you all three of them.⟧\n`,
    mended: `${long} Reply with an hour that suits you.\n`,
    ...sent("sms"),
  },
};
