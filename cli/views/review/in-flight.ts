/** Who is in the middle of what when the program changes: a line a declaration, and the accounts that do not simply go on. */
import { inAll } from "../../../review/in-flight/in-flight.ts";
import type { AccountInFlight, DeclarationInFlight, InFlight } from "../../../review/in-flight/types.ts";
import { counted, hours } from "../figures.ts";
import { limitedList } from "./people.ts";
import { type Item, type Limits, named, type Part, quoted, type Words } from "./words.ts";

/** Declarations that all simply go on with are one line together. */
export function inFlightPart(inFlight: InFlight | undefined, limits: Limits): Part[] {
  if (!inFlight || inFlight.declarations.length === 0) return [];
  const { on, isChangeOver, declarations } = inFlight;
  const told = declarations.filter(({ accounts }) => accounts.length > 0);
  const quiet = declarations.filter(({ accounts }) => accounts.length === 0);
  const among = quiet.reduce((sum, each) => sum + inAll(each), 0);
  const all = declarations.reduce((sum, each) => sum + inAll(each), 0);
  const others = declarations.reduce((sum, { counts }) => sum + counts.continues, 0);
  return [
    {
      id: "in-flight",
      title: [`In flight when ${on} opens`],
      gist: `${all} in the middle of something, of which ${all - others} do not simply go on`,
      blocks: [
        ...(isChangeOver
          ? [{ kind: "text" as const, words: ["The figures after the change are those of this change-over."] }]
          : []),
        ...limitedList(
          told.map((each) => itemOf(each, limits)),
          limits,
        ),
        ...(among === 0
          ? []
          : [
              {
                kind: "text" as const,
                words: [
                  `${told.length === 0 ? "All" : "All others"} go on as before, in ${counted(quiet.length, "declaration")}.`,
                ],
              },
            ]),
      ],
    },
  ];
}

function itemOf(declaration: DeclarationInFlight, { names: most }: Limits): Item {
  const { kind, name, onChange, accounts } = declaration;
  const word = onChange === null || onChange === "continue" ? "" : ` (on change ${onChange})`;
  const moved = accounts.filter(({ fate }) => fate !== "continues");
  const more = moved.length - most;
  return {
    words: [
      `${kind} `,
      ...quoted(name.after ?? name.before ?? ""),
      `${word}: ${countsText(declaration)}${toComeText(declaration)}`,
    ],
    under: [
      ...moved.slice(0, most).map((each) => [...named(each.account), " ", ...accountWords(each)]),
      ...(more > 0 ? [[`and ${counted(more, "more account")}`]] : []),
    ],
  };
}

/** `3 go on, 2 move to another step, 1 orphaned`. */
function countsText({ counts }: DeclarationInFlight): string {
  const { continues, moves, restarts, ends, orphaned } = counts;
  const parts: [number, string][] = [
    [continues, continues === 1 ? "goes on" : "go on"],
    [moves, moves === 1 ? "moves to another step" : "move to another step"],
    [restarts, restarts === 1 ? "begins anew" : "begin anew"],
    [ends, ends === 1 ? "ends" : "end"],
    [orphaned, "orphaned"],
  ];
  return parts.flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`])).join(", ");
}

/** `; still to come at most 12 to 15 touches, 6.0 to 7.5 h`, where there is anything. */
function toComeText({ toCome }: DeclarationInFlight): string {
  if (toCome === null) return "";
  const { touches, minutes } = toCome;
  if (minutes.before + minutes.after + touches.before + touches.after === 0) return "";
  const both = (was: string, is: string) => (was === is ? is : `${was} to ${is}`);
  const many = both(String(touches.before), String(touches.after));
  const word = many === "1" ? "touch" : "touches";
  return `; still to come at most ${many} ${word}, ${both(hours(minutes.before), hours(minutes.after))} h`;
}

/** Of one that does not simply go on: `on day 12: ends before phase reach: touch call on 2026-03-05`. */
function accountWords({ fate, why, play, day, next, withdrawn }: AccountInFlight): Words {
  const { before, after } = { before: stepWords(next.before), after: stepWords(next.after) };
  const behind = (text: string, step: Words): Words => (step.length === 0 ? [] : [text, ...step]);
  const words: Record<AccountInFlight["fate"], Words> = {
    continues: ["goes on"],
    moves: ["next ", ...after, ...(before.length === 0 ? [", and nothing was left to come"] : [", was ", ...before])],
    restarts: ["begins anew", ...behind(" with ", after)],
    ends: ["ends", ...behind(" before ", before)],
    orphaned: [`orphaned, ${why}`, ...behind("; was to have ", before)],
  };
  return [
    `on day ${day}`,
    ...(play === null ? [] : [" of ", ...quoted(play)]),
    ": ",
    ...words[fate],
    ...(withdrawn > 0 ? [`; ${withdrawn} owed withdrawn`] : []),
  ];
}

function stepWords(step: AccountInFlight["next"]["before"]): Words {
  return step === null ? [] : [...quoted(step.text), ` ${step.on === null ? "once it counts" : `on ${step.on}`}`];
}
