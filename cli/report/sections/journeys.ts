/** From stage to stage of each journey, ways back included. */
import type { StageMove } from "../../../runtime/report/types.ts";
import { left, right } from "../../views/layout.ts";
import { printableName } from "../../views/printable.ts";
import { endingText, pathsGrid, regressionLines, shownPaths, stagesGrid } from "../../views/simulate-journeys.ts";
import { drawFlow, type Flow } from "../charts/flow.ts";
import { figure, section, tableOf } from "../figure.ts";
import { type Html, html } from "../html.ts";
import type { PageData } from "../page-data.ts";

const colours = { leave: "var(--s3)", skip: "var(--s1)", back: "var(--over)", end: "var(--s7)", open: "var(--s7)" };
const hows = { leave: "completed", skip: "skipped", back: "went back", end: "account ended", open: "still there" };

/** Nothing for a program without journeys. */
export function journeysSection({ summary, data }: PageData): Html | undefined {
  const { journeys, journeyPaths } = summary;
  if (journeys.length === 0) return undefined;
  const names = [...new Set(journeys.map(({ journey }) => journey))];
  const { keptBy } = journeyPaths;
  const paths = shownPaths(journeyPaths.paths);
  const regressions = regressionLines(journeys);
  return section({
    id: "journeys",
    title: "Journeys",
    lead: "Where customers went when a stage of their journey ended. Ways back are red and say so.",
    body: [
      ...names.map((name, index) =>
        flow(
          name,
          index,
          data.moves.filter(({ journey }) => journey === name),
        ),
      ),
      html`<h3>Stages</h3>`,
      tableOf(stagesGrid(journeys), "Stages"),
      ...(regressions.length === 0 ? [] : [html`<ul>${regressions.map((text) => html`<li>${text}</li>`)}</ul>`]),
      ...(keptBy && paths.length > 0
        ? [html`<h3>Paths before ${endingText(keptBy)}</h3>`, tableOf(pathsGrid(paths, keptBy), "Paths")]
        : []),
    ],
  });
}

function flow(journey: string, index: number, moves: readonly StageMove[]): Html {
  const title = `Journey ${printableName(journey)}, stage to stage`;
  if (moves.length === 0) return html`<p>${title}: nobody was in it.</p>`;
  const flows: Flow[] = moves.map(({ stage, how, to, times }) => ({
    from: stage,
    to: targetOf(how, to),
    times,
    colour: colours[how],
  }));
  return figure({
    id: `journey-${index}`,
    title,
    label: `Bands from stages on the left to what came next on the right: ${flows.map(({ from, to, times }) => `${times} from ${from} to ${to}`).join("; ")}.`,
    place: "full",
    drawing: (id, width) => drawFlow(id, width, flows),
    table: {
      columns: [left("from"), left("what happened"), left("to"), right("times")],
      rows: moves.map(({ stage, how, to, times }) => [
        printableName(stage),
        hows[how],
        to === null ? "-" : printableName(to),
        String(times),
      ]),
    },
  });
}

function targetOf(how: StageMove["how"], to: string | null): string {
  if (how === "back") return `back to ${to}`;
  return to ?? hows[how];
}
