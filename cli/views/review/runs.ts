/** What a change does to the runs of plays and to the rungs of their ladders. */
import { signed } from "../../../review/compare/sentence.ts";
import type { Figure, PlayComparison, ProgramComparison, RungComparison } from "../../../review/compare/types.ts";
import { counted, percent } from "../figures.ts";
import { limitedList } from "./people.ts";
import { type Item, type Limits, type Part, quoted } from "./words.ts";

/** Nothing where the runs of every play begin and end as they did. */
export function playsPart({ plays }: ProgramComparison, limits: Limits): Part[] {
  if (plays.length === 0) return [];
  const sum = (of: "started" | "won" | "lost") => signed(plays.reduce((all, each) => all + each[of].change, 0));
  return [
    {
      id: "plays",
      title: ["Runs of plays"],
      gist: `${counted(plays.length, "play")}, ${sum("started")} started, ${sum("won")} won, ${sum("lost")} lost`,
      blocks: limitedList(plays.map(playItem), limits),
    },
  ];
}

/** `play rescue: started 30, won 28 to 22, ran out 2 to 8; won of ended 93.3% to 73.3%`: what differs, and how many began. */
function playItem({ play, started, carriedIn, won, lost, ranOut, withdrawn, open }: PlayComparison): Item {
  const told: [string, Figure][] = [
    ["carried in", carriedIn],
    ["won", won],
    ["lost", lost],
    ["ran out", ranOut],
    ["withdrawn", withdrawn],
    ["open", open],
  ];
  const share = (side: "before" | "after") => percent(won[side], won[side] + lost[side] + ranOut[side]);
  const [was, is] = [share("before"), share("after")];
  const parts = [
    `started ${bothText(started)}`,
    ...told.flatMap(([what, figure]) => (figure.change === 0 ? [] : [`${what} ${bothText(figure)}`])),
  ];
  return {
    words: ["play ", ...quoted(play), `: ${parts.join(", ")}${was === is ? "" : `; won of ended ${was} to ${is}`}`],
  };
}

/** Nothing where every rung's turn comes as often as it did, and as often with an action. */
export function rungsPart({ rungs }: ProgramComparison, limits: Limits): Part[] {
  if (rungs.length === 0) return [];
  const change = rungs.reduce((all, { acted }) => all + acted.change, 0);
  return [
    {
      id: "rungs",
      title: ["Rungs of escalations"],
      gist: `${counted(rungs.length, "rung")}, ${signed(change)} acted`,
      blocks: limitedList(rungs.map(rungItem), limits),
    },
  ];
}

/** `escalation up/rung/3, after 35 days: alert csm: acts 0 to 4 times, in 0 to 6 turns` */
function rungItem({ rung, text, asked, acted }: RungComparison): Item {
  return {
    words: [...quoted(rung), ", ", ...quoted(text), `: acts ${bothText(acted)} times, in ${bothText(asked)} turns`],
  };
}

function bothText({ before, after, change }: Figure): string {
  return change === 0 ? String(after) : `${before} to ${after}`;
}
