/** Signature help: the form of the condition or clause that is being written, and which of its parts comes next. */
import { lineAt } from "./places.ts";

export interface Signature {
  readonly label: string;
  /** The parts of the label, in order, as offsets into it. */
  readonly parts: readonly { readonly start: number; readonly end: number }[];
  /** Which part is being written. */
  readonly active: number;
  readonly doc: string;
}

interface Form {
  /** Its first words, at the end of which the first part begins. */
  readonly begins: RegExp;
  /** Parts in capitals. */
  readonly label: string;
  /** Words behind which the next parts begin. */
  readonly separators: readonly RegExp[];
  readonly doc: string;
}

/** Of forms that are open at once the one that began last counts. */
const forms: readonly Form[] = [
  {
    begins: /\bcount of\s/g,
    label: "count of EVENT where (CONDITION) over LENGTH",
    separators: [/\bwhere\s*\(/, /\bover\s/],
    doc: "How many such events happened in the days before. `where` may be left out.",
  },
  {
    begins: /\bdays with\s*\(/g,
    label: "days with (CONDITION) over LENGTH",
    separators: [/\)\s*over\s/],
    doc: "How many of the days had the condition true.",
  },
  {
    begins: /\bshare of (?=touch|\w+ touches)/g,
    label: "share of TOUCHES with EVENT within LENGTH over WINDOW",
    separators: [/\bwith\s/, /\bwithin\s/, /\bover\s/],
    doc: "Which part of the deliveries an event followed in time. TOUCHES is `touches`, `touch NAME` or `CHANNEL touches`.",
  },
  {
    begins: /\b(?:sum|avg|min|max)\s/g,
    label: "avg METRIC over LENGTH",
    separators: [/\bover\s/],
    doc: "Of a level's days, or of a field of events: `avg ticket.sentiment where (...) over 30d`.",
  },
  {
    begins: /\b(?:falls|rises)\s/g,
    label: "falls > AMOUNT over LENGTH against usual LENGTH",
    separators: [/\bover\s/, /\bagainst usual\s/],
    doc: "Lower than a span before; also `week over week` and `since start`. Each part may be left out.",
  },
  {
    begins: /\bbecomes\s/g,
    label: "becomes BAND from BAND",
    separators: [/\bfrom\s/],
    doc: "The day a level enters a band. `from` may be left out.",
  },
  {
    begins: /\btime since last\s/g,
    label: "time since last EVENT where (CONDITION)",
    separators: [/\bwhere\s*\(/],
    doc: "Since its last time; `time since last done TOUCH` since a delivery.",
  },
  {
    begins: /\blimit\s/g,
    label: "limit NUMBER CHANNEL per LENGTH except LEVELS",
    separators: [/^\d+\s/, /\bper\s/, /\bexcept\s/],
    doc: "At most so many touches in so many days. `touches` stands for all channels.",
  },
  {
    begins: /\bdo touch\s/g,
    label: "do touch NAME to WHOM within LENGTH level LEVEL",
    separators: [/\bto\s/, /\bwithin\s/, /\blevel\s/],
    doc: "Each part but the name may be left out.",
  },
];

export function signatureAt(text: string, offset: number): Signature | undefined {
  const line = lineAt(text, offset);
  const before = text.slice(line.start, offset);
  if (/^[^"]*#/.test(before)) return undefined;
  const open = forms
    .flatMap((form) => {
      const last = [...before.matchAll(form.begins)].at(-1);
      if (!last) return [];
      const opened = last[0].endsWith("(") ? "(" : "";
      return [{ form, start: last.index, behind: opened + before.slice(last.index + last[0].length) }];
    })
    .filter(({ behind }) => !isOver(behind))
    .sort((a, b) => b.start - a.start)[0];
  if (!open) return undefined;
  const { form, behind } = open;
  const parts = [...form.label.matchAll(/\b[A-Z]{2,}\b/g)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }));
  const active = form.separators.reduce((at, separator, index) => (separator.test(behind) ? index + 1 : at), 0);
  return { label: form.label, parts, active, doc: form.doc };
}

/** Another clause or condition has begun, or the brackets around it are closed. */
function isOver(behind: string): boolean {
  let depth = 0;
  for (const sign of behind) {
    if (sign === "(") depth++;
    else if (sign === ")" && --depth < 0) return true;
    else if (sign === "{" || sign === "}") return true;
  }
  const outside = behind.replace(/\([^()]*\)/g, "");
  return /\b(?:and|or|do|rest|until|when|unless|level|=|<|>)\b|[<>=]/.test(
    depth > 0 ? "" : outside.replace(/^\s*(?:>=?)/, "").replace(/\blevel\s+\w*$/, ""),
  );
}
