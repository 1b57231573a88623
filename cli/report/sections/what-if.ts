/** Scenarios beside the plan as it is: what the terminal shows, for the page that goes round. */
import { whatIfGrid, whatIfNotes } from "../../views/what-if.ts";
import { section, tableOf } from "../figure.ts";
import { type Html, html } from "../html.ts";
import type { PageData } from "../page-data.ts";

/** Undefined without scenarios. */
export function whatIfSection({ summary }: PageData): Html | undefined {
  const { whatIf } = summary;
  if (!whatIf) return undefined;
  return section({
    id: "what-if",
    title: "What if",
    lead: "The plan as it is, and the scenarios beside it. Everything else on this page is of the plan as it is.",
    body: [
      tableOf(whatIfGrid(whatIf), "What if"),
      ...whatIfNotes(summary).map((note) => html`<p class="note">${note}</p>`),
    ],
  });
}
