/** `playc render`: the text of a touch, as one account would read it on a day. */
import { didYouMean } from "../../project/suggest.ts";
import { formatDay } from "../../runtime/calendar/days.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import { type Rendering, renderTouch } from "../../runtime/templates/render.ts";
import type { Schedule, Touch } from "../../schedule/types.ts";
import { type CompiledProject, compileProject } from "../compile-project.ts";
import { exitCodes, Failure } from "../failure.ts";
import { withHistories } from "../read-histories.ts";
import { checkReportedDays, readDay } from "../reported-days.ts";
import { loadSchedule, scheduleText } from "../schedule-text.ts";
import { tell, writeResult } from "../terminal.ts";
import { printableName } from "../views/printable.ts";

export interface RenderOptions {
  account: string;
  /** As typed. */
  on?: string;
  data?: string[];
  format: "text" | "json";
}

/** What was rendered, and for which day. */
interface Rendered extends Rendering {
  readonly day: string;
  readonly lookAhead: readonly string[];
}

/** Gives the exit code. */
export async function render(touchName: string, directory: string, options: RenderOptions): Promise<number> {
  const on = options.on === undefined ? undefined : readDay("--on", options.on);
  const project = compileProject(directory);
  if (project.report.warnings > 0) tell(project.report.text);
  const schedule = loadSchedule(scheduleText(project.schedule));
  const touch = touchWithText(schedule, touchName);
  const rendered = await renderFor(project, schedule, touch, { ...options, day: on });
  refuseGaps(rendered, options.account);
  if (options.format === "text" && rendered.lookAhead.length > 0) {
    tell(`LOOK-AHEAD ${rendered.lookAhead.map(printableName).join(", ")}: known only as of today`);
  }
  await writeResult(options.format === "json" ? jsonOf(rendered, touch, options.account) : textOf(rendered));
  return exitCodes.fine;
}

function touchWithText({ touches }: Schedule, name: string): Touch {
  const touch = touches.find((each) => each.name === name);
  if (touch?.template !== undefined) return touch;
  const texts = touches.filter(({ template }) => template !== undefined).map((each) => each.name);
  const reason = touch ? `The touch ${name} has no template.` : `There is no touch ${printableName(name)}.`;
  const rest = texts.length === 0 ? " No touch of the project has one." : didYouMean(name, texts);
  throw new Failure("usage", `${reason}${rest}`);
}

function renderFor(
  project: CompiledProject,
  schedule: Schedule,
  touch: Touch,
  { account, day, data }: { account: string; day: number | undefined; data?: string[] },
): Promise<Rendered> {
  return withHistories("render", { project, schedule, data, accounts: [account] }, async (histories) => {
    checkReportedDays(day === undefined ? {} : { to: day }, histories, "--on");
    const on = day ?? histories.grid.to;
    const simulation = createSimulation(schedule, histories, { to: on });
    for await (const history of histories.accounts()) {
      const rendering = renderTouch(schedule, simulation, history, touch);
      const { lookAhead } = histories.summary;
      if (rendering) return { ...rendering, day: formatDay(on), lookAhead };
      throw new Failure("data", `${printableName(account)} is not a customer on ${formatDay(on)}: nothing is sent.`);
    }
    throw new Failure("data", `There is no account ${account}.`);
  });
}

/** A text with a gap is no text: Failure of kind `data`, with the first gap's place. */
function refuseGaps({ gaps, day }: Rendered, account: string): void {
  const [first] = gaps;
  if (!first) return;
  const names = [...new Set(gaps.map(({ what }) => `{${what}}`))].join(", ");
  throw new Failure(
    "data",
    `${names} of ${printableName(account)} is not known on ${day}. Say in the template what stands there otherwise, or mend the data.`,
    { place: { file: first.file, ...(first.line === undefined ? {} : { line: first.line }) } },
  );
}

function textOf({ subject, text }: Rendered): string {
  return `${subject === undefined ? "" : `Subject: ${subject}\n\n`}${text}\n`;
}

function jsonOf({ subject, text, day, lookAhead }: Rendered, touch: Touch, account: string): string {
  const { name, template, channels } = touch;
  const document = {
    format: "playc-rendering",
    version: 1,
    touch: name,
    account,
    on: day,
    template,
    channels,
    ...(subject === undefined ? {} : { subject }),
    text,
    lookAhead,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
