/** One account's story: a drawing of its days, and the table of everything that was asked for. */
import type { NameAt, Payload, StoryPayload } from "../payload.ts";
import { drawStory } from "./lanes.ts";

const millisecondsPerDay = 86_400_000;

/** `2025-03-24` of a day counted from the first reported one. */
export function dayText({ from }: Payload, day: number): string {
  return new Date(Date.parse(from) + day * millisecondsPerDay).toISOString().slice(0, 10);
}

export function nameAt({ names }: Payload, at: NameAt): string {
  return names[at] ?? "";
}

/** Texts become text, never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  ...content: (string | Node)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}

export function showStory(place: HTMLElement, payload: Payload, story: StoryPayload, onClose: () => void): void {
  const close = make("button", "Close");
  close.type = "button";
  close.addEventListener("click", onClose);
  const title = make("h3", "Account ", make("bdi", story.account));
  const drawing = make("div", drawStory(payload, story));
  drawing.className = "sideways";
  drawing.tabIndex = 0;
  drawing.setAttribute("role", "region");
  drawing.setAttribute("aria-label", "The account's days, drawing");
  place.replaceChildren(title, make("p", factsOf(payload, story)), drawing, tableOf(payload, story), close);
  place.hidden = false;
}

function factsOf(payload: Payload, { life, touches, hours, undone, leftOut }: StoryPayload): string {
  const alive = life
    ? `alive ${dayText(payload, life[0])} to ${dayText(payload, life[1])}`
    : "alive on none of these days";
  const older = leftOut > 0 ? `; ${leftOut} earlier demands are not in this page` : "";
  return `${touches} touches done, ${hours} hours; not done: ${undone}; ${alive}${older}.`;
}

const titles = ["asked", "what", "asked by", "outcome", "done", "by whom", "because of"];

function tableOf(payload: Payload, { demands }: StoryPayload): HTMLElement {
  const rows = demands.map(([dated, doneOn, kind, name, source, outcome, rule, owner, channel, late]) => {
    const of = (at: NameAt) => nameAt(payload, at);
    const by = of(channel) === "" ? of(owner) : `${of(owner)} by ${of(channel)}`;
    const ended = late > 0 ? `${of(outcome)}, late` : of(outcome);
    const cells = [
      `${of(kind)} ${of(name)}`,
      of(source),
      ended,
      doneOn === null ? "" : dayText(payload, doneOn),
      by,
      of(rule),
    ];
    const head = make("th", dayText(payload, dated));
    head.scope = "row";
    return make("tr", head, ...cells.map((cell) => make("td", cell)));
  });
  const heads = titles.map((title) => {
    const head = make("th", title);
    head.scope = "col";
    return head;
  });
  const scroll = make("div", make("table", make("thead", make("tr", ...heads)), make("tbody", ...rows)));
  scroll.className = "scroll";
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "What was asked for, table");
  return scroll;
}
