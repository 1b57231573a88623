/** Escalation: each rung is asked once, at the close of its day, action first and condition last. */
import { eventsAwaited } from "../../schedule/conditions.ts";
import type { Settled } from "../../schedule/figures.ts";
import type * as schedule from "../../schedule/types.ts";
import type { Condition } from "../../schedule/types.ts";
import { addDuration, formatDay } from "../calendar/days.ts";
import type { EpochDay } from "../histories/types.ts";
import { ask, joinCauses } from "./ask.ts";
import { occasionOfRun, runDate } from "./phases.ts";
import { firstQuestion, hasHappened, viewOfRun } from "./questions.ts";
import { closeOf } from "./scope.ts";
import type { AccountState, Run } from "./state.ts";

type Escalation = Settled<schedule.Escalation>;
type Rung = Settled<schedule.Rung>;

/** Climbs every ladder of a run that has not been stopped. */
export function climb(state: AccountState, run: Run, day: EpochDay): void {
  for (const escalation of run.settled.escalations) {
    if (run.stopped.has(escalation.name) || stops(state, run, escalation, day)) continue;
    for (const rung of escalation.rungs) {
      if (run.asked.has(rung.path) || !isDue(run, rung, day)) continue;
      run.asked.add(rung.path);
      const acted = mayAct(state, run, rung, day);
      state.rungs.push({ play: run.prepared.play.name, started: run.started, path: rung.path, on: day, acted });
      if (acted) act(state, run, rung, day);
    }
  }
}

function stops(state: AccountState, run: Run, escalation: Escalation, day: EpochDay): boolean {
  if (!escalation.stopOn.some((event) => hasHappened(state, run, event, day) === true)) return false;
  run.stopped.add(escalation.name);
  return true;
}

function isDue(run: Run, rung: Rung, day: EpochDay): boolean {
  const due = dueDate(run, rung);
  return due !== undefined && runDate(run, day) >= due;
}

/**
 * The rung's day on the run's own count of days. One that waits for an answer counts from the first delivery that asked
 * for it (docs/language.md section 8), and has no day before there is one.
 */
export function dueDate(run: Run, rung: Rung): EpochDay | undefined {
  let from = run.ladderStarts.get(ladderOf(rung)) ?? run.started;
  for (const event of eventsAwaited(rung)) {
    if (!run.settled.expected.has(event)) continue;
    const question = firstQuestion(run, event);
    if (!question) return undefined;
    from = Math.max(from, question.runDay);
  }
  return addDuration(from, rung.after);
}

/** The path of the ladder that a rung is of. */
function ladderOf({ path }: Pick<Rung, "path">): string {
  return path.slice(0, path.lastIndexOf("/rung/"));
}

/** Whether a rung whose day has come is climbed: `unless` is not known true, `while` is. */
export function mayAct(state: AccountState, run: Run, rung: Rung, day: EpochDay): boolean {
  const { conditions } = state.program;
  const view = viewOfRun(state, run);
  const known = (condition: Condition) => conditions.test(condition)(state.view, closeOf(day), view) === true;
  return !(rung.unless && known(rung.unless)) && (!rung.while || known(rung.while));
}

function act(state: AccountState, run: Run, rung: Rung, day: EpochDay): void {
  const { conditions } = state.program;
  const values = [rung.unless, rung.while].map((condition) =>
    condition ? conditions.values(condition, state.view, closeOf(day), viewOfRun(state, run)) : {},
  );
  const anew = run.ladderStarts.get(ladderOf(rung));
  const occurrence = [run.started, ...(anew === undefined ? [] : [anew])].map(formatDay).join("/");
  const occasion = occasionOfRun(run, occurrence);
  for (const action of rung.actions) {
    ask(state, action, {
      ...occasion,
      pathPrefix: `${run.prepared.play.path}/`,
      cause: joinCauses(occasion.cause, ...values),
      repeats: false,
      dated: day,
      readyAt: state.zone.dayStart(day + 1),
      deadline: undefined,
    });
  }
}
