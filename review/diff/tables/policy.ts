/** How the policy, the team and its covers are compared and said. */
import type { Consent, Cover, Limit, Policy, Quiet, TeamMember } from "../../../schedule/types.ts";
import { parts } from "../parts.ts";
import { byTable, type NodeRule, type Rule } from "../rule.ts";
import { clause, identity, leaf, name, together, toldWith } from "../rules.ts";
import { lengthText, line, shareText, timeText } from "../words.ts";

function exceptText(levels: readonly string[]): string {
  return levels.length === 0 ? "" : `except ${levels.join(", ")}`;
}

const except = <Node>(): Rule<Limit["except"], Node> => clause<Limit["except"], Node>("except", exceptText);

const perText = (per: Limit["per"]) => ("field" in per ? per.field : lengthText(per));

const limit: NodeRule<Limit> = byTable<Limit>(
  {
    path: identity(),
    most: clause("limit", (most) => `limit ${most}`),
    channel: clause("channel", (channel) => channel),
    per: clause(
      "per",
      (per) => `per ${perText(per)}`,
      (per, rename) => ("field" in per ? { field: rename("field", per.field) } : per),
    ),
    except: except(),
  },
  ({ most, channel, per, except: levels }) =>
    line(`limit ${most} ${channel ?? (most === 1 ? "touch" : "touches")} per ${perText(per)}`, exceptText(levels)),
);

const quiet: NodeRule<Quiet> = byTable<Quiet>({
  path: identity(),
  over: clause("quiet", (over) => `quiet ${lengthText(over)}`),
  after: clause("after", (touch) => `after ${touch}`, name("touch")),
  except: except(),
});

const consent: NodeRule<Consent> = byTable<Consent>(
  {
    path: identity(),
    channel: identity(),
    field: clause("by", (field) => `by ${field}`, name("field")),
    kinds: together("for", ({ kinds, purposes }) => [kinds, purposes], askedFor),
    purposes: toldWith(),
  },
  (node) => line(`consent ${node.channel} by ${node.field}`, askedFor(node)),
);

function askedFor({ kinds = [], purposes = [] }: Consent): string {
  const asked = [...kinds, ...purposes];
  return asked.length > 0 ? `for ${asked.join(", ")}` : "";
}

function hoursText({ from, to, days }: NonNullable<Policy["hours"]>): string {
  return `hours ${timeText(from)}..${timeText(to)} ${days.join(", ")}`;
}

export const policy: NodeRule<Policy> = byTable<Policy>({
  hours: clause("hours", hoursText),
  holidays: holidays(),
  limits: parts({ clause: "limit", rule: limit, label: limitLabel, isOrdered: true }),
  quiets: parts({ clause: "quiet", rule: quiet, label: ({ after }) => `after ${after}`, isOrdered: true }),
  consents: parts({
    clause: "consent",
    rule: consent,
    label: ({ channel }) => channel,
    nameOf: ({ channel }) => channel,
    isOrdered: true,
    mayBeRenamed: false,
  }),
  merge: clause("merge", ({ within }) => `merge touches within ${lengthText(within)} with the same owner`),
  spread: clause("spread", ({ businessDays, except: levels }) =>
    line(`spread over ${businessDays} business ${businessDays === 1 ? "day" : "days"}`, exceptText(levels)),
  ),
  otherwise: clause("otherwise", ({ deferUpTo }) =>
    deferUpTo ? `otherwise defer up to ${lengthText(deferUpTo)} then drop` : "otherwise drop",
  ),
});

/** What it is a limit of, without how many. */
function limitLabel({ channel, per }: Limit): string {
  return `${channel ?? "touches"} per ${perText(per)}`;
}

/** A date a line, so that each one is told by itself. */
function holidays(): Rule<string[], Policy> {
  const all = parts<{ date: string }, { date: string }[], Policy>({
    clause: "holiday",
    rule: leaf("holiday", ({ date }) => date),
    label: ({ date }) => date,
    nameOf: ({ date }) => date,
    isOrdered: true,
    mayBeRenamed: false,
  });
  const dated = (dates: readonly string[]) => dates.map((date) => ({ date }));
  return {
    tells: all.tells,
    text: () => "",
    atoms: (dates) => dates,
    compare: ({ before, after }, nodes, spot, telling) =>
      all.compare({ before: dated(before), after: dated(after) }, nodes, spot, telling),
  };
}

// ---- team ------------------------------------------------------------------------------------------------------------

const member: NodeRule<TeamMember> = byTable<TeamMember>(
  {
    role: identity(),
    people: clause("people", (people) => `${people} people`),
    hoursPerWeekMinutes: clause("hours", (amount) => `${lengthText({ unit: "minutes", amount })} per week`),
    shareForPlays: clause("for plays", (share) => `${shareText(share)} for plays`),
    handover: clause(
      "handover",
      ({ task }) => `handover ${task}`,
      ({ path, task }, rename) => ({ path, task: rename("task", task) }),
    ),
  },
  ({ role, people, hoursPerWeekMinutes: amount, shareForPlays, handover }) =>
    line(
      role,
      people === undefined ? "" : `${people} people`,
      amount === undefined ? "" : `${lengthText({ unit: "minutes", amount })} per week`,
      shareForPlays === undefined ? "" : `${shareText(shareForPlays)} for plays`,
      handover ? `handover ${handover.task}` : "",
    ),
);

export interface Team {
  members: readonly TeamMember[];
}

export const team: NodeRule<Team> = byTable<Team>({
  members: parts({
    clause: "role",
    rule: member,
    label: ({ role }) => role,
    nameOf: ({ role }, rename) => rename("role", role),
    isOrdered: false,
    mayBeRenamed: false,
  }),
});

export const cover: NodeRule<Cover> = byTable<Cover>({
  path: identity(),
  role: clause("role", (role) => role, name("role")),
  awayOver: clause("away over", (away) => `away over ${lengthText(away)}`),
  by: clause("by", (role) => `by ${role}`, name("role")),
});
