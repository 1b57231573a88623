/** Fixes of clauses and declarations: what stands twice, is too much, or is missing. */
import { type FixMakers, type Place, removal } from "./maker.ts";

export const clauseFixes: FixMakers = {
  "clause-twice": (place) => {
    const first = place.diagnostic.related[0]?.span;
    if (!first) return undefined;
    const isSame = words(place.text.slice(first.start, first.end)) === words(place.written);
    return removed(place, isSame ? "Remove the second, which says the same" : "Remove the second", isSame);
  },
  "clause-not-here": (place, { clause }) =>
    // Of these the place is not the clause, but a word it belongs to.
    ["in turn", "to", "?", "=", "start"].includes(clause) ? undefined : removed(place, `Remove \`${clause}\``),
  "repeated-in-list": ({ diagnostic, text }) => {
    const { start, end } = diagnostic.span;
    const before = /(?:,|\bor\b|\band\b)\s*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0];
    if (before === undefined) return undefined;
    const from = text.slice(0, start - before.length).trimEnd().length;
    return { title: "Remove the second", edits: [{ span: { start: from, end }, text: "" }] };
  },
  "repeated-holiday": (place) => {
    const same = place.text.slice(0, place.diagnostic.span.start).split(/\r\n|\n|\r/);
    return removed(
      place,
      "Remove the second line",
      same.some((line) => line.trim() === place.written.trim()),
    );
  },
  "never-used": ({ diagnostic, text, declaration }) => {
    if (!declaration) return undefined;
    const head = text.slice(declaration.start, diagnostic.span.start);
    // Of a list of names only one is unused.
    if (head.includes(",") || /^\s*,/.test(text.slice(diagnostic.span.end, diagnostic.span.end + 200)))
      return undefined;
    return { title: "Remove the declaration", edits: [removal(text, declaration)] };
  },
  "needs-replace": ({ declaration }) => {
    if (!declaration) return undefined;
    const at = { start: declaration.start, end: declaration.start };
    return { title: "Write `replace` before it", edits: [{ span: at, text: "replace " }] };
  },
  "missing-clause": ({ text, declaration }, { clause, example }) => {
    // An example with a choice in it is for people.
    if (example.includes("`") || !declaration || text[declaration.end - 1] !== "}") return undefined;
    // Behind actions a `level` would be the action's; before other clauses actions would take those for their own.
    const at = clause === "do" ? declaration.end - 1 : text.indexOf("{", declaration.start) + 1;
    return { title: `Add \`${example}\``, edits: [{ span: { start: at, end: at }, text: ` ${example} ` }] };
  },
};

function removed({ diagnostic, text }: Place, title: string, safe = false) {
  return { title, edits: [removal(text, diagnostic.span)], safe };
}

/** The text without what layout adds. */
function words(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
