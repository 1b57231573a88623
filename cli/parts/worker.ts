/**
 * A worker: a process that simulates the parts it is handed, out of the histories that the run staged, and leaves a file
 * of each. It ends with the run, however that ends.
 */
import { mkdirSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type CopiedHistories, openCopy } from "../../runtime/histories/staged-copy.ts";
import { createPartMaker, type PartMaker } from "../../runtime/ledger/part-maker.ts";
import { teamOf, withPeople } from "../../runtime/people/peopled.ts";
import { peopleGiven } from "../../runtime/people-given.ts";
import { prepareRun } from "../../runtime/simulate.ts";
import { loadSchedule } from "../schedule-text.ts";
import { type FromWorker, type Opening, type PartAsked, type ToWorker, thrownOf } from "./messages.ts";

/** The run hears of a worker's progress, and the worker of the run's end, so often. */
const breatheEvery = 50;

/** Attends to the run that started this process. */
export function work(): void {
  // Ctrl+C reaches the workers of a run as well: the run decides.
  for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);
  process.on("disconnect", () => process.exit());
  let opened: Promise<Opened> | undefined;
  process.on("message", (message: ToWorker) => {
    if (message.kind === "open") {
      opened = open(message);
      // Told with the part that needs it.
      opened.catch(() => undefined);
    } else
      void opened
        ?.then((run) => make(run, message))
        .then(
          () => say({ kind: "made" }),
          (error: unknown) => say({ kind: "failed", thrown: thrownOf(error) }),
        );
  });
}

interface Opened {
  readonly histories: CopiedHistories;
  readonly maker: PartMaker;
}

async function open({
  schedule: text,
  histories: copy,
  cutoffs,
  assignments,
  from,
  to,
  answering,
  capacity,
  books,
  folder,
}: Opening): Promise<Opened> {
  mkdirSync(folder, { recursive: true });
  const schedule = loadSchedule(text);
  const opened = await openCopy(copy, schedule, folder);
  const found = { ...(opened.staff && { staff: opened.staff }), ...(assignments && { assignments }) };
  const histories = { ...opened, accounts: withPeople(schedule, found, opened.accounts) };
  const team = opened.staff && teamOf(schedule, opened.staff);
  const run = prepareRun({
    schedule,
    people: peopleGiven(capacity, team, books),
    histories: { ...histories, ...(cutoffs && { cutoffs }), ...(team && { team }) },
    answering,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
  return { histories, maker: await createPartMaker(folder, run) };
}

async function make({ histories, maker }: Opened, { wanted, places, path }: PartAsked): Promise<void> {
  let breathed = performance.now();
  await maker.make(wanted, path, histories.accounts(places), async (done) => {
    if (performance.now() - breathed < breatheEvery) return;
    breathed = performance.now();
    say({ kind: "count", done });
    await nextTurn();
  });
}

function say(message: FromWorker): void {
  // Nobody listening: the run has ended, and so does this process.
  process.send?.(message, undefined, undefined, () => undefined);
}
