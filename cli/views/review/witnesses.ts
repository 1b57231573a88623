/** Histories that show a change: what each program does, and the test that says so. */
import { subjectText } from "../../../review/sentences.ts";
import type { Witness } from "../../../review/witness/types.ts";
import { counted } from "../figures.ts";
import { printable } from "../printable.ts";
import { type Block, type Part, quoted } from "./words.ts";

export function witnessesPart(witnesses: readonly Witness[] | undefined): Part[] {
  if (!witnesses) return [];
  const found = witnesses.filter((each) => each.found !== null).length;
  const looked = witnesses.filter(isLookedInto);
  const left = witnesses.filter((each) => !isLookedInto(each));
  const none: Block = {
    kind: "text",
    words: ["No change does anything to an account alone: there is no history to look for."],
  };
  return [
    {
      id: "witnesses",
      title: ["Histories that show the change"],
      gist: `found for ${found} of ${counted(witnesses.length, "declaration")}`,
      blocks: witnesses.length === 0 ? [none] : [...looked.flatMap(blocksOf), ...leftOut(left)],
    },
  ];
}

const isLookedInto = ({ tried }: Witness) => tried.histories > 0;
/** So many are named. */
const mostNamed = 10;

/** Those for which there was no time, in one sentence. */
function leftOut(left: readonly Witness[]): Block[] {
  if (left.length === 0) return [];
  const named = left.slice(0, mostNamed).flatMap((each) => [", ", ...quoted(subjectText(each))]);
  const others = left.length - mostNamed;
  const more = others > 0 ? [` and ${counted(others, "other")}`] : [];
  const said = `Not looked into, because too much changed: ${counted(left.length, "declaration")}: `;
  return [{ kind: "text", words: [said, ...named.slice(1), ...more, ". Compare fewer changes at a time."] }];
}

function blocksOf(witness: Witness): Block[] {
  const title = quoted(subjectText(witness));
  const { found } = witness;
  if (found === null) return [{ kind: "text", words: [...title, `: ${notFound(witness)}`] }];
  const { before, after, test, history, byItself } = found;
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
            ...(byItself === false ? [["It takes other changes, too: with this one alone both do the same."]] : []),
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
  const said = `${histories} ${histories === 1 ? "history" : "histories"} of ${counted(days, "day")} in all`;
  const why = cutShort ? "the search was ended there" : "nothing more was thought of";
  return `None was found among ${said}; ${why}. That does not say that there is none.`;
}
