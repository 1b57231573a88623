/**
 * The weekly health score of a synthetic customer, out of the same facts the other files tell: usage 30 points,
 * engagement 20, support 15, relationship 20, value 15 (the handbook's HS1 to HS5, each made simpler).
 */
import { type AccountPlan, vigourOn } from "./generate-saas-account.ts";
import { weekdayOf } from "./generate-saas-calendar.ts";
import type { Holder } from "./generate-saas-people.ts";
import { randomFor } from "./generate-saas-random.ts";
import type { Ticket } from "./generate-saas-signals.ts";

/** A number of a day, under the name the health tool gives it. */
export interface Score {
  day: number;
  name: "Health Score" | "Usage Score" | "Engagement Score" | "Sentiment Score" | "Departments" | "Features";
  value: number;
}

/** Every Monday's scores, each written when it has changed. */
export function scoresOf(plan: AccountPlan, tickets: readonly Ticket[], holders: readonly Holder[]): Score[] {
  const random = randomFor(plan.seed, "health", plan.index);
  const scores: Score[] = [];
  const last = new Map<Score["name"], number>();
  const write = (day: number, name: Score["name"], value: number) => {
    if (last.get(name) === value) return;
    last.set(name, value);
    scores.push({ day, name, value });
  };
  const mostDepartments = random.whole(1, { enterprise: 7, mid_market: 4, smb: 2, self_serve: 1 }[plan.tier]);
  let departments = plan.contractStart < plan.firstDay ? random.whole(1, mostDepartments) : 1;
  for (let day = plan.firstDay; day <= plan.lastDay; day++) {
    if (weekdayOf(day) !== 0) continue;
    const vigour = vigourOn(plan, day);
    const kept = vigour / plan.vigour;
    if (departments < mostDepartments && kept > 0.8 && random.chance(0.02)) departments++;
    const components = {
      usage: within(30, 30 * Math.min(1, 1.15 * vigour) + 0.7 * random.bell()),
      engagement: within(20, 20 * (0.25 + 0.85 * vigour) + 0.7 * random.bell()),
      support: supportOn(tickets, day),
      relationship: relationshipOn(holders, day),
      value:
        (plan.goal === undefined ? 2 : 5) +
        within(10, 10 * Math.min(1, (day - plan.contractStart) / 120) * Math.min(1, 0.2 + vigour)),
    };
    write(
      day,
      "Health Score",
      Object.values(components).reduce((sum, points) => sum + points, 0),
    );
    write(day, "Usage Score", components.usage);
    write(day, "Engagement Score", components.engagement);
    write(day, "Sentiment Score", components.support);
    write(day, "Departments", departments);
    write(
      day,
      "Features",
      plan.neverAdopts ? 1 : within(8, 1.5 + 6.5 * vigour * Math.min(1, (day - plan.contractStart + 20) / 120)),
    );
  }
  return scores;
}

function within(most: number, points: number): number {
  return Math.round(Math.min(most, Math.max(0, points)));
}

/** Ten points while no critical ticket is open, five while the last month's tickets sound neutral or better. */
function supportOn(tickets: readonly Ticket[], day: number): number {
  const hasCritical = tickets.some(
    (each) => each.severity === "critical" && each.day < day && (each.closedDay ?? day) >= day,
  );
  const rated = tickets.filter((each) => each.sentiment !== undefined && each.day < day && each.day >= day - 30);
  const mean = rated.reduce((sum, each) => sum + each.sentiment!, 0) / rated.length;
  return (hasCritical ? 0 : 10) + (rated.length > 0 && mean < 0.5 ? 0 : 5);
}

/** Ten points for a known sponsor, ten for an active champion; half for one who was never named. */
function relationshipOn(holders: readonly Holder[], day: number): number {
  const pointsFor = (role: Holder["role"]) => {
    const held = holders.filter((each) => each.role === role && each.from <= day).at(-1);
    return held === undefined ? 5 : held.person === "" ? 0 : 10;
  };
  return pointsFor("sponsor") + pointsFor("champion");
}
