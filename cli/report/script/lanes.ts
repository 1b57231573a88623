/** An account's days from left to right: the stages of its journeys, the runs of its plays, and what was done or not. */
import type { Payload, StoryPayload } from "../payload.ts";
import { dayText, nameAt } from "./story.ts";

const width = 1000;
const left = 150;
const right = 10;
const laneHeight = 26;

type Attributes = Record<string, string | number>;

function draw(tag: string, attributes: Attributes, text?: string): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

interface Lane {
  readonly title: string;
  readonly marks: readonly SVGElement[];
}

/** Marks say on hover what they are; all of it is in the table, too. */
export function drawStory(payload: Payload, story: StoryPayload): SVGElement {
  const x = (day: number) => left + ((width - left - right) * Math.min(Math.max(day, 0), payload.days)) / payload.days;
  const made = [...journeyLanes(payload, story, x), ...playLanes(payload, story, x), ...demandLanes(payload, story, x)];
  const height = made.length * laneHeight + 30;
  const svg = draw("svg", {
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": `The days of account ${story.account}; the table below tells the same.`,
  });
  for (const { x: at, text } of months(payload, x)) {
    svg.append(
      draw("line", { x1: at, x2: at, y1: 0, y2: height - 22 }),
      draw("text", { x: at + 3, y: height - 8, class: "faint" }, text),
    );
  }
  made.forEach(({ title, marks }, index) => {
    const lane = draw("g", { transform: `translate(0 ${index * laneHeight})` });
    lane.append(draw("text", { x: left - 8, y: 17, "text-anchor": "end" }, short(title, 22)), ...marks);
    svg.append(lane);
  });
  return svg;
}

function months(payload: Payload, x: (day: number) => number): { x: number; text: string }[] {
  const every = [1, 2, 3, 6, 12, 24].find((each) => payload.days / 30 / each <= 12) ?? 60;
  const ticks: { x: number; text: string }[] = [];
  for (let day = 0; day < payload.days; day++) {
    const text = dayText(payload, day);
    const month = Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
    if (text.endsWith("-01") && month % every === 0) ticks.push({ x: x(day), text: text.slice(0, 7) });
  }
  return ticks;
}

type Place = (day: number) => number;

function bar(x: Place, from: number, to: number, kind: string, name: string, words: string): SVGElement {
  const [start, end] = [x(from), Math.max(x(to + 1), x(from) + 3)];
  const group = draw("g", {});
  group.append(
    draw("title", {}, words),
    draw("rect", { x: start, y: 4, width: end - start, height: 18, rx: 3, class: kind }),
  );
  if (name.length * 7 < end - start) group.append(draw("text", { x: start + 5, y: 17 }, name));
  return group;
}

function journeyLanes(payload: Payload, { visits }: StoryPayload, x: Place): Lane[] {
  const journeys = [...new Set(visits.map(([journey]) => journey))];
  return journeys.map((journey) => ({
    title: nameAt(payload, journey),
    marks: visits
      .filter(([of]) => of === journey)
      .map(([, stage, entered, ended, how]) => {
        const [name, way] = [nameAt(payload, stage), nameAt(payload, how)];
        const until = ended === null ? "open" : `${dayText(payload, ended)} (${way})`;
        const words = `${name}: ${dayText(payload, entered)} to ${until}`;
        return bar(x, entered, (ended ?? payload.days) - 1, way === "back" ? "band back" : "band", name, words);
      }),
  }));
}

function playLanes(payload: Payload, { runs }: StoryPayload, x: Place): Lane[] {
  const plays = [...new Set(runs.map(([play]) => play))];
  return plays.map((play) => ({
    title: nameAt(payload, play),
    marks: runs
      .filter(([of]) => of === play)
      .map(([, started, ended, ending]) => {
        const words = `${nameAt(payload, play)}: ${dayText(payload, started)} to ${ended === null ? "open" : `${dayText(payload, ended)}, ${nameAt(payload, ending)}`}`;
        return bar(x, started, ended ?? payload.days - 1, "run", "", words);
      }),
  }));
}

/** Touches done are discs, other work squares, what was not done a cross. */
function demandLanes(payload: Payload, { demands }: StoryPayload, x: Place): Lane[] {
  const lanes = [
    {
      title: "touches done",
      fits: (kind: string, outcome: string) => kind === "touch" && outcome === "done",
      shape: disc,
    },
    {
      title: "other work done",
      fits: (kind: string, outcome: string) => kind !== "touch" && outcome === "done",
      shape: square,
    },
    {
      title: "not done",
      fits: (_: string, outcome: string) => !["done", "merged", "open"].includes(outcome),
      shape: cross,
    },
  ];
  return lanes.flatMap(({ title, fits, shape }) => {
    const marks = demands
      .filter(([, , kind, , , outcome]) => fits(nameAt(payload, kind), nameAt(payload, outcome)))
      .map(([dated, doneOn, kind, name, source, outcome]) => {
        const day = doneOn ?? dated;
        const group = draw("g", {});
        const words = `${dayText(payload, day)}: ${nameAt(payload, kind)} ${nameAt(payload, name)}, ${nameAt(payload, source)}: ${nameAt(payload, outcome)}`;
        group.append(draw("title", {}, words), shape(x(day)));
        return group;
      });
    return marks.length === 0 ? [] : [{ title, marks }];
  });
}

const disc = (x: number) => draw("circle", { cx: x, cy: 13, r: 4.5, class: "done" });
const square = (x: number) => draw("rect", { x: x - 3.5, y: 9.5, width: 7, height: 7, class: "other" });
const cross = (x: number) => draw("path", { d: `M${x - 4} 9l8 8m0-8l-8 8`, class: "undone" });

function short(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
