/** How customers stand at the end of the range, by health score. */
import type { ScoreStanding, Summary } from "../../runtime/summary/types.ts";
import { percent } from "./figures.ts";
import { type Grid, gridLines, left, right, type Style, section } from "./layout.ts";
import { printableName } from "./printable.ts";

/** Nothing for a program without scores. */
export function scoresSection({ scores, range }: Summary, style: Style): string[] {
  return scores.length === 0 ? [] : section(`Health on ${range.to}`, gridLines(scoresGrid(scores), style), style);
}

export function scoresGrid(scores: Summary["scores"]): Grid {
  const rows = scores.map((standing) => [
    printableName(standing.score),
    String(standing.accounts),
    average(standing),
    percent(standing.decided, standing.accounts),
    bands(standing),
  ]);
  const columns = [left("score"), right("accounts"), right("average"), right("decided"), left("by band")];
  return { columns, rows };
}

/** `62.5`, or `40 to 71.3` while some points are open. */
function average({ average: points }: ScoreStanding): string {
  if (points === null) return "-";
  return points.low === points.high ? String(points.low) : `${points.low} to ${points.high}`;
}

function bands({ bands: counts, betweenBands, accounts }: ScoreStanding): string {
  if (counts.length === 0) return "-";
  const share = (count: number) => `${count} (${percent(count, accounts)})`;
  const told = counts.map((item) => `${printableName(item.band)} ${share(item.accounts)}`);
  return [...told, ...(betweenBands > 0 ? [`not decided ${share(betweenBands)}`] : [])].join(", ");
}
