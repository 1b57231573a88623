/** Histories that show a change: what each program does, and the test that says so. */
import { subjectText } from "../../../review/sentences.ts";
import type { Witness } from "../../../review/witness/types.ts";
import { counted } from "../figures.ts";
import { printable } from "../printable.ts";
import { type Block, type Part, quoted } from "./words.ts";

export function witnessesPart(witnesses: readonly Witness[] | undefined): Part[] {
  if (!witnesses) return [];
  const found = witnesses.filter((each) => each.found !== null).length;
  const none: Block = {
    kind: "text",
    words: ["No change does anything to an account alone: there is no history to look for."],
  };
  return [
    {
      id: "witnesses",
      title: ["Histories that show the change"],
      gist: `found for ${found} of ${counted(witnesses.length, "declaration")}`,
      blocks: witnesses.length === 0 ? [none] : witnesses.flatMap(blocksOf),
    },
  ];
}

function blocksOf(witness: Witness): Block[] {
  const title = quoted(subjectText(witness));
  const { found } = witness;
  if (found === null) return [{ kind: "text", words: [...title, `: ${notFound(witness)}`] }];
  const { before, after, test, history } = found;
  const text = test ?? history;
  return [
    {
      kind: "list",
      items: [
        {
          words: title,
          under: [
            ["before: ", ...quoted(before)],
            ["after: ", ...quoted(after)],
            ...(test === null ? [["No test can ask for that: this is the history alone."]] : []),
          ],
        },
      ],
    },
    { kind: "code", text: text.split("\n").map(printable).join("\n") },
  ];
}

/** Never that there is none. */
function notFound({ tried: { histories, days }, cutShort }: Witness): string {
  if (histories === 0) return "Not looked for: too much changed. Compare fewer changes at a time.";
  const said = `${histories} ${histories === 1 ? "history" : "histories"} of ${counted(days, "day")} in all`;
  const why = cutShort ? "the search was ended there" : "nothing more was thought of";
  return `None was found among ${said}; ${why}. That does not say that there is none.`;
}
