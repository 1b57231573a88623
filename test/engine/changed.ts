/** A world of one account that lives under one program up to a day, and under another from then on. */
import { compare } from "../../review/diff/diff.ts";
import { programChange } from "../../review/in-flight/in-flight.ts";
import { formatDay } from "../../runtime/calendar/days.ts";
import { createChangeOver } from "../../runtime/engine/change/change-over.ts";
import type { ComingNext, Standing } from "../../runtime/engine/change/types.ts";
import { type AccountText, day, setUp, story } from "../support/world.ts";

const model = `account { starts date churned date? renewal date? closing date? plan text? strategic flag = false begins starts ends churned }
  role csm owns accounts
  event reply
  touch call { channel video owner csm effort 30min purpose address_need kind proactive }
  touch visit { channel in_person owner csm effort 30min purpose address_need kind proactive }
  task notes { owner csm effort 5min }
`;
const account: AccountText = { fields: { starts: "2026-01-01", strategic: true }, people: { csm: "Ana" } };

/** `fields`: others of the account. Without `after`, the program after does not read the account; likewise before. */
export function changed(
  before: string,
  after: string,
  on: string,
  { reads = "both", ...given }: AccountText & { reads?: "before" | "after" | "both" } = {},
) {
  const mine: AccountText = { ...account, ...given, fields: { ...account.fields, ...given.fields } };
  const [old, now] = [before, after].map((text) => {
    const play = model + text;
    // Records of what a program does not know are not read for it.
    const touches = mine.touches?.filter(([, name]) => play.includes(`touch ${name} {`));
    return setUp({ play, grid: ["2026-01-01", "2026-03-31"], accounts: [{ ...mine, ...(touches && { touches }) }] });
  });
  const standings: Standing[] = [];
  const covers = new Map([["reply", { from: day("2026-01-01"), to: day("2026-03-31") }]]);
  const histories = { grid: { from: day("2026-01-01"), to: day("2026-03-31") }, covers };
  const goesOn = reads === "before" ? "before" : "after";
  const [oldHistory, nowHistory] = [old!.histories[0]!, now!.histories[0]!];
  const simulation = createChangeOver(
    { schedule: old!.schedule, histories },
    { schedule: now!.schedule, histories },
    {
      change: programChange(compare(old!.schedule, now!.schedule), day(on)),
      goesOn,
      otherHistory: () => (reads === "both" ? oldHistory : undefined),
      onStandings: (_account, found) => standings.push(...found),
    },
  );
  const { rows, runs } = simulation.run(goesOn === "before" ? oldHistory : nowHistory);
  const next = (coming: ComingNext | undefined) =>
    coming && `${coming.path} ${coming.on === undefined ? "waits" : formatDay(coming.on)}`;
  return {
    story: story(rows),
    rows,
    runs: runs.map(({ play, started, end }) => `${play} ${formatDay(started)} ${end ?? "open"}`),
    fates: standings.map(
      ({ kind, name, fate, why }) => `${kind} ${name.before ?? name.after} ${fate}${why ? ` ${why}` : ""}`,
    ),
    next: standings.map((each) => [next(each.next.before), next(each.next.after)]),
    standings,
  };
}
