/**
 * Mistakes an evaluator of whole programs could make, planted from outside: in the schedule it is given and in the
 * histories it reads. The SQL knows nothing of them, and the comparison must notice every one.
 */
import { createRanking } from "../../runtime/rank-accounts.ts";
import type { Experiment, Expression, JourneyStage, Play, Schedule, ScoreLine } from "../../schedule/types.ts";
import type { Subject } from "./compare.ts";
import { histories, mapping, metrics, schedule } from "./faults.ts";
import type { PartName } from "./spine.ts";

export interface Plant {
  name: string;
  /** Cases and agreements of the data set `saas` that can show it. */
  shownBy: readonly string[];
  plant: (subject: Subject) => Subject;
  /** Parts that read the ledger of the run, where what they say is asked. */
  anew?: readonly PartName[];
}

export const plants: readonly Plant[] = [
  // ---- scores
  {
    name: "a component forgets its first line",
    shownBy: ["scores_day_by_day"],
    plant: schedule(({ scores = [], ...rest }) => ({
      ...rest,
      scores: scores.map((score) => ({
        ...score,
        components: score.components.map((each) => ({ ...each, lines: each.lines.slice(1) })),
      })),
    })),
  },
  {
    name: "points in proportion begin a unit later",
    shownBy: ["scores_day_by_day"],
    plant: lines((line) => (line.kind === "by" && line.from === 0 ? { ...line, from: 1 } : line)),
  },
  {
    name: "points that grow as a quantity shrinks grow with it",
    shownBy: ["scores_day_by_day"],
    plant: lines((line) =>
      line.kind === "by" && line.from > line.to ? { ...line, from: line.to, to: line.from } : line,
    ),
  },
  {
    name: "a line reads a level that is not carried",
    shownBy: ["scores_day_by_day"],
    plant: metrics((metric) => (metric.name === "health" ? { ...metric, missing: "unknown" } : metric)),
  },
  {
    name: "a band's floor is a point higher",
    shownBy: ["fit_is_fair"],
    plant: metrics((metric) =>
      metric.bands && metric.name === "fit"
        ? { ...metric, bands: metric.bands.map((band) => ({ ...band, floor: band.floor + 1_000_000 })) }
        : metric,
    ),
  },
  {
    name: "the average of a score is its greatest value",
    shownBy: ["fit_on_average"],
    plant: expressions((side) => (side.node === "window" ? { ...side, aggregate: "max" } : side)),
  },
  // ---- ranks
  {
    name: "customers are ranked among those that are simulated alone",
    shownBy: ["among_the_top", "among_the_rest"],
    plant: (subject) => {
      const ranking = createRanking(subject.schedule, subject.histories)!;
      for (const account of subject.accounts) ranking.add(account);
      return { ...subject, histories: { ...subject.histories, cutoffs: ranking.cutoffs() } };
    },
  },
  {
    name: "the last customer that is in is out",
    shownBy: ["among_the_top", "among_the_rest"],
    plant: (subject) => {
      const cutoffs = [...(subject.histories.cutoffs ?? [])].map(([key, reviews]): [string, typeof reviews] => [
        key,
        reviews.map((last) => last && { value: last.value * (key.startsWith("top") ? 1.1 : 0.9), account: "" }),
      ]);
      return { ...subject, histories: { ...subject.histories, cutoffs: new Map(cutoffs) } };
    },
  },
  {
    name: "reviews come a month late",
    shownBy: ["among_the_top", "among_the_rest"],
    plant: schedule((before) => ({ ...before, reviews: { ...before.reviews!, from: "2025-01-15" } })),
  },
  // ---- journeys
  { name: "nobody goes back", shownBy: ["visits"], plant: stages((stage) => ({ ...stage, backs: [] })) },
  { name: "nobody skips a stage", shownBy: ["visits"], plant: stages((stage) => ({ ...stage, skips: [] })) },
  {
    name: "a stage is left without its confirmation",
    shownBy: ["visits"],
    plant: stages((stage) => ({
      ...stage,
      leaves: stage.leaves.map(({ confirmedBy: _, ...leave }) => leave),
    })),
  },
  {
    name: "`then` is not followed",
    shownBy: ["visits"],
    plant: stages((stage) => ({ ...stage, leaves: stage.leaves.map(({ then: _, ...leave }) => leave) })),
  },
  { name: "`enter after` is not followed", shownBy: ["visits"], plant: stages((stage) => ({ ...stage, after: [] })) },
  {
    name: "all keys share a track",
    shownBy: ["visits"],
    plant: schedule((before) => ({
      ...before,
      journeys: (before.journeys ?? []).map(({ key: _, ...journey }) => journey),
    })),
  },
  {
    name: "the filter of `enter on` is not asked",
    shownBy: ["visits"],
    plant: stages((stage) => ({
      ...stage,
      enters: stage.enters.map((enter) =>
        enter.cause.kind === "on" ? { ...enter, cause: { kind: "on", event: enter.cause.event } } : enter,
      ),
    })),
  },
  {
    name: "overdue is whoever passes the shortest usual time",
    shownBy: ["adoption_overdue", "working_overdue"],
    plant: stages((stage) => ({ ...stage, expects: stage.expects.map((usual) => ({ ...usual, to: usual.from })) })),
  },
  {
    name: "an account's last event of each kind is lost",
    shownBy: ["visits"],
    plant: histories((history) => ({
      ...history,
      events: new Map([...history.events].map(([name, records]) => [name, records.slice(0, -1)])),
    })),
  },
  {
    name: "cases close a day late",
    shownBy: ["no_ticket_open_for", "severe_ticket_open"],
    plant: histories((history) => ({
      ...history,
      events: new Map(history.events).set(
        "ticket_closed",
        (history.events.get("ticket_closed") ?? []).map((record) => ({
          ...record,
          day: record.day + 1,
          at: record.at + 86_400_000,
        })),
      ),
    })),
  },
  // ---- the ledger
  {
    name: "a touch has a day more to be answered",
    shownBy: ["replies", "slack_replies"],
    plant: expressions((side) =>
      side.node === "touch_share" ? { ...side, within: { ...side.within, amount: side.within.amount + 1 } } : side,
    ),
    anew: ["deliveries"],
  },
  {
    name: "the channel of a share is not asked",
    shownBy: ["slack_replies"],
    plant: expressions((side) => {
      if (side.node !== "touch_share") return side;
      const { channel: _, ...all } = side;
      return all;
    }),
    anew: ["deliveries"],
  },
  {
    name: "the touch of a share is not asked",
    shownBy: ["check_ins_attended"],
    plant: expressions((side) => {
      if (side.node !== "touch_share") return side;
      const { touch: _, ...all } = side;
      return all;
    }),
    anew: ["deliveries"],
  },
  {
    name: "the last delivery of any touch counts",
    shownBy: ["since_check_in", "soon_after_check_in"],
    plant: expressions((side) => (side.node === "time_since_done" ? { ...side, touch: "async_update" } : side)),
    anew: ["deliveries"],
  },
  // ---- experiments
  {
    name: "the first arm has five points more",
    shownBy: ["arms"],
    plant: experiments((experiment) => ({
      ...experiment,
      arms: experiment.arms.map((arm, index) => (index === 0 ? { ...arm, share: arm.share + 50_000 } : arm)),
    })),
  },
  {
    name: "nobody is in no arm",
    shownBy: ["arms"],
    plant: experiments((experiment) => {
      const all = experiment.arms.reduce((sum, { share }) => sum + share, 0);
      return {
        ...experiment,
        arms: experiment.arms.map((arm) => ({ ...arm, share: Math.round((arm.share * 1_000_000) / all) })),
      };
    }),
  },
  {
    name: "a trigger of an arm runs for everybody",
    shownBy: ["fewer_users_in_arm"],
    plant: experiments((experiment) => ({
      ...experiment,
      arms: experiment.arms.map((arm) => ({ ...arm, triggers: [] })),
    })),
  },
  {
    name: "a cadence of an arm runs for everybody",
    shownBy: ["tips_monthly", "tips_often"],
    plant: experiments((experiment) => ({
      ...experiment,
      arms: experiment.arms.map((arm) => ({ ...arm, cadences: [] })),
    })),
  },
  // ---- touch models and runs
  {
    name: "runs lift nobody",
    shownBy: ["models_day_by_day"],
    plant: plays(({ liftsTo: _, ...play }) => play),
    anew: ["deliveries", "models"],
  },
  {
    name: "a run that stands still lifts on",
    shownBy: ["models_day_by_day"],
    plant: plays((play) => ({ ...play, pauses: { cadences: [], plays: [] } })),
    anew: ["deliveries", "models"],
  },
  {
    name: "a play starts again ten days too soon",
    shownBy: ["rescues"],
    plant: plays((play) => (play.name === "rescue" ? { ...play, again: { unit: "days", amount: 20 } } : play)),
  },
  {
    name: "a run lasts a day longer",
    shownBy: ["rescues"],
    plant: plays((play) => (play.name === "rescue" ? { ...play, endAfter: { unit: "days", amount: 61 } } : play)),
  },
  {
    name: "nothing stops a ladder",
    shownBy: ["rungs"],
    plant: ladders((escalation) => ({ ...escalation, stopOn: [] })),
    anew: ["deliveries", "runs"],
  },
  {
    name: "`while` of a rung is not asked",
    shownBy: ["rungs"],
    plant: ladders((escalation) => ({ ...escalation, rungs: escalation.rungs.map(({ while: _, ...rung }) => rung) })),
    anew: ["deliveries", "runs"],
  },
  {
    name: "`unless` of a rung is not asked",
    shownBy: ["rungs"],
    plant: ladders((escalation) => ({ ...escalation, rungs: escalation.rungs.map(({ unless: _, ...rung }) => rung) })),
    anew: ["deliveries", "runs"],
  },
];

type Change = (subject: Subject) => Subject;

function lines(change: (line: ScoreLine) => ScoreLine): Change {
  return schedule(({ scores = [], ...rest }) => ({
    ...rest,
    scores: scores.map((score) => ({
      ...score,
      components: score.components.map((each) => ({ ...each, lines: each.lines.map(change) })),
    })),
  }));
}

function stages(change: (stage: JourneyStage) => JourneyStage): Change {
  return schedule((before) => ({
    ...before,
    journeys: (before.journeys ?? []).map((journey) => ({ ...journey, stages: journey.stages.map(change) })),
  }));
}

function experiments(change: (experiment: Experiment) => Experiment): Change {
  return schedule((before) => ({ ...before, experiments: (before.experiments ?? []).map(change) }));
}

function plays(change: (play: Play) => Play): Change {
  return schedule((before) => ({ ...before, plays: before.plays.map(change) }));
}

function ladders(change: (escalation: Schedule["escalations"][number]) => Schedule["escalations"][number]): Change {
  return schedule((before) => ({ ...before, escalations: before.escalations.map(change) }));
}

/** Both sides of every comparison in a trigger. */
function expressions(change: (side: Expression) => Expression): Change {
  return mapping((node) =>
    node.node === "compare" ? { ...node, left: change(node.left), right: change(node.right) } : node,
  );
}
