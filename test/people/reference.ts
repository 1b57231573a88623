/**
 * An independent, slow simulation of finite people: minute by minute, each free person takes the most urgent thing that
 * waits, as docs/language.md section 18 says. It knows nothing of the engine: jobs come at whole minutes.
 */

export interface Job {
  readonly name: string;
  /** Minutes since the beginning. */
  readonly comes: number;
  readonly minutes: number;
  /** 0 is the most urgent. */
  readonly rank: number;
  readonly deadline: number;
  /** Whose queue it is in. */
  readonly queue: string;
}

export interface Somebody {
  readonly name: string;
  readonly queues: readonly string[];
  /** By day: the shift in minutes after midnight, and the minutes there are. */
  readonly days: readonly { readonly from: number; readonly to: number; readonly minutes: number }[];
}

const minutesOfDay = 1440;

/** By job, who took it up and when. `isOpen`: whether a job may be worked on in that minute of that day. */
export function takenUp(
  jobs: readonly Job[],
  people: readonly Somebody[],
  isOpen: (minuteOfDay: number, day: number) => boolean,
  days: number,
): Map<string, string> {
  const taken = new Map<string, string>();
  const inOrder = [...jobs].sort(
    (one, other) =>
      Number(one.minutes > 0) - Number(other.minutes > 0) ||
      one.rank - other.rank ||
      one.deadline - other.deadline ||
      (one.name < other.name ? -1 : 1),
  );
  const hands = [...people]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((person) => ({ person, left: 0 }));
  for (let day = 0; day < days; day++) {
    const used = new Map<string, number>();
    for (let minute = 0; minute < minutesOfDay; minute++) {
      const now = day * minutesOfDay + minute;
      for (const hand of hands) {
        const { person } = hand;
        const today = person.days[day]!;
        const canWork = () => minute >= today.from && minute < today.to && (used.get(person.name) ?? 0) < today.minutes;
        // What takes no time leaves her free for the next.
        while (hand.left === 0 && canWork() && isOpen(minute, day)) {
          const job = inOrder.find(
            ({ name, comes, queue }) => comes <= now && !taken.has(name) && person.queues.includes(queue),
          );
          if (!job) break;
          taken.set(job.name, `${person.name} ${now}`);
          hand.left = job.minutes;
        }
        if (hand.left > 0 && canWork()) {
          hand.left--;
          used.set(person.name, (used.get(person.name) ?? 0) + 1);
        }
      }
    }
  }
  return taken;
}
