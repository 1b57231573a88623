/** What a change says differently, by declaration: a line a clause. Where a program has errors, what can be said all the same. */
import { besideTexts, bySubject, type Piece, piecesOf, type Subject } from "../../../review/sentences.ts";
import { isBudget, letsPass } from "../../../review/settings.ts";
import type { Change, DiffReport, SettingChange, Side, SideProblem } from "../../../review/types.ts";
import { counted } from "../figures.ts";
import { printable } from "../printable.ts";
import { limitedList } from "./people.ts";
import { type Block, type Item, type Limits, type Part, quoted, type Words } from "./words.ts";

/** `main (1f0c2a9e)` */
export function sideText({ kind, name, commit }: Side): string {
  if (kind !== "revision") return printable(name === "." ? "this folder" : name);
  const short = commit?.slice(0, 8) ?? "";
  // A machine names a commit by all of its sum.
  return commit === name ? short : printable(`${name} (${short})`);
}

/** `3 changes, 1 change of words alone in 2 declarations; playc.yaml differs in 2 keys.` */
export function summaryText(changes: readonly Change[], settings: DiffReport["settings"] = []): string {
  const keys = settings.length === 0 ? "" : `playc.yaml differs in ${counted(settings.length, "key")}`;
  const meant = changes.filter(({ weight }) => weight === "meaning").length;
  const words = changes.length - meant;
  if (changes.length === 0) return keys === "" ? "Both say the same." : `The playbooks say the same; ${keys}.`;
  const said = [
    ...(meant > 0 ? [counted(meant, "change")] : ["Nothing changes what is done"]),
    ...(words > 0 ? [`${counted(words, "change")} of words alone`] : []),
  ];
  const all = `${said.join(", ")} in ${counted(bySubject(changes).length, "declaration")}`;
  return keys === "" ? `${all}.` : `${all}; ${keys}.`;
}

export function changesPart(changes: readonly Change[], limits: Limits): Part[] {
  if (changes.length === 0) return [];
  return [
    {
      id: "changes",
      title: ["What was changed"],
      gist: summaryText(changes).replace(/\.$/, ""),
      blocks: limitedList(bySubject(changes).map(itemOf), limits),
    },
  ];
}

/** What playc.yaml says differently: where the data is, who the people are, what must hold. */
export function settingsPart(settings: DiffReport["settings"] = [], limits: Limits): Part[] {
  if (settings.length === 0) return [];
  return [
    {
      id: "settings",
      title: ["playc.yaml"],
      gist: counted(settings.length, "key"),
      blocks: limitedList(
        settings.map((setting) => ({ words: settingWords(setting) })),
        limits,
      ),
    },
  ];
}

function settingWords(setting: SettingChange): Words {
  const { key, text } = setting;
  const [old, now] = [quoted(text.before ?? ""), quoted(text.after ?? "")];
  const passes = isBudget(setting) && text.before !== null ? `; it lets ${letsPass(setting)} pass` : "";
  if (text.after === null) return [...quoted(key), ": gone, was ", ...old, passes];
  return [...quoted(key), ": ", ...now, text.before === null ? ", new" : ", was ", ...old, passes];
}

/** Budgets that are not what they were, for who reads no further: a change could lift the one that it would break. */
export function budgetsChanged(settings: DiffReport["settings"] = []): Words[] {
  return settings
    .filter((setting) => isBudget(setting) && setting.text.before !== null)
    .map((setting) => ["playc.yaml: ", ...settingWords(setting)]);
}

function itemOf(subject: Subject): Item {
  const { kind, name, changes } = subject;
  const place = changes[0]?.places.after ?? changes[0]?.places.before;
  return {
    words: [
      ...(name === null ? [kind] : [`${kind} `, ...quoted(name)]),
      ...(place ? [", ", ...quoted(`${place.file}:${place.line}`)] : []),
    ],
    ...(name !== null && isStill(changes) && { declaration: { kind, name } }),
    under: changes.map(wordsOf),
  };
}

/** Whether the program after has it, so that there may be a page about it. */
function isStill(changes: readonly Change[]): boolean {
  return changes.every(({ what, within, clause }) => what !== "removed" || within.length > 0 || clause !== null);
}

/** `step qbr: every 1 quarter, was 2 months` */
export function wordsOf(change: Change): Words {
  return printablePieces(piecesOf(change));
}

/** What stands beside both texts of a clause: which it is, and which way it moved. */
export function wordsBeside(change: Change): { readonly clause: Words; readonly moved: Words } {
  const { clause, moved } = besideTexts(change);
  return { clause: printablePieces(clause), moved: printablePieces(moved) };
}

function printablePieces(pieces: readonly Piece[]): Words {
  return pieces.map((piece): Piece => (typeof piece === "string" ? piece : { quote: printable(piece.quote) }));
}

/** Further mistakes than these `playc check` tells. */
const mostProblems = 10;

/** Errors of the two programs, and which files and declarations differ as far as words go. */
export function textsParts({ before, after, problems, texts }: DiffReport, limits: Limits): Part[] {
  if (!texts) return [];
  const list = (id: string, title: string, changes: (typeof texts)["files"]): Part[] => {
    if (changes.length === 0) return [];
    const items = changes.map(({ what, name }): Item => ({ words: [`${what} `, ...quoted(name)] }));
    return [{ id, title: [title], gist: `${changes.length}`, blocks: limitedList(items, limits) }];
  };
  return [
    ...problemsPart("errors-before", before, problems.before),
    ...problemsPart("errors-after", after, problems.after),
    ...list("declarations", "Declarations, as far as words go", texts.declarations),
    ...list("files", "Files", texts.files),
  ];
}

function problemsPart(id: string, side: Side, problems: readonly SideProblem[]): Part[] {
  if (problems.length === 0) return [];
  const items = problems.slice(0, mostProblems).map(({ file, line, column, message }): Item => {
    const place = [file, line, column].filter((part) => part !== undefined).join(":");
    return { words: [...quoted(place), ...(place === "" ? [] : [" "]), ...quoted(message)] };
  });
  const rest = problems.length - items.length;
  const blocks: Block[] = [
    { kind: "list", items },
    ...(rest > 0 ? [{ kind: "text" as const, words: [`and ${counted(rest, "other")}`] }] : []),
  ];
  return [{ id, title: [{ quote: sideText(side) }, ` has ${counted(problems.length, "error")}:`], gist: "", blocks }];
}

/** What is to be known of the comparison itself. */
export function notesPart(notes: DiffReport["notes"], limits: Limits): Part[] {
  const items = notes.map(({ text }) => ({ words: quoted(text) }));
  const [first] = items;
  if (!first) return [];
  if (items.length === 1)
    return [{ id: "notes", title: ["Note"], gist: "", blocks: [{ kind: "text", words: first.words }] }];
  return [{ id: "notes", title: ["Notes"], gist: counted(notes.length, "note"), blocks: limitedList(items, limits) }];
}
