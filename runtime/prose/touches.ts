/** Touches and tasks in plain English (docs/language.md, section 6). */
import type { Task, Touch } from "../../schedule/types.ts";
import { wordText } from "../templates/values.ts";
import { type Clauses, saidBy } from "./clauses.ts";
import { listed, type Prose, type Said, say } from "./prose.ts";
import { goalOf, minutes, share, whom } from "./values.ts";
import { one } from "./work.ts";

export function touchSaid(touch: Touch): Said[] {
  const clauses: Clauses<Touch> = {
    name: null,
    owner: (role) => one(say`it is made by ${{ kind: "role", name: role }}`),
    channels: (channels) =>
      one(say`it goes ${channelsProse(channels)}${channels.length > 1 ? ", the first that is allowed" : ""}`),
    effortMinutes: (effort) => one([effort === 0 ? "it takes nobody's time" : `it takes ${minutes(effort)}`]),
    prepMinutes: (prep) => (prep === 0 ? [] : one([`to prepare it takes ${minutes(prep)} more`])),
    purposes: (purposes) => one(say`it is there to ${listed(purposes.map(wordText))}`),
    kind: (kind) => one([kindWords[kind]]),
    template: () => one(["its text is below"]),
    targets: (targets) =>
      targets.flatMap(({ event, operator, ratio, ...target }) => {
        const asked = whom(target);
        return one(
          say`${goalOf(operator, share(ratio))} of its deliveries${asked ? say` to ${asked}` : []} should be followed by ${{ kind: "event", name: event }}`,
        );
      }),
    neverDropped: (isNever) => (isNever ? one(["it is never dropped: where it may not go out today, it waits"]) : []),
    doc: null,
  };
  return saidBy(clauses, touch);
}

/** `by email or phone`, `in app`. */
export function channelsProse(channels: Touch["channels"]): Prose {
  const words = channels.map(wordText);
  return say`${words[0]?.startsWith("in ") ? "" : "by "}${listed(words, "or")}`;
}

const kindWords: Readonly<Record<Touch["kind"], string>> = {
  proactive: "we make the first step",
  reactive: "it answers something that happened",
  educational: "it teaches",
  transactional: "it has to be sent: neither limits nor consent hold it back",
};

export function taskSaid(task: Task): Said[] {
  const clauses: Clauses<Task> = {
    name: null,
    owner: (role) => one(say`it is done by ${{ kind: "role", name: role }}, without the customer`),
    effortMinutes: (effort) => one([`it takes ${minutes(effort)}`]),
    prepMinutes: (prep) => (prep === 0 ? [] : one([`to prepare it takes ${minutes(prep)} more`])),
    doc: null,
  };
  return saidBy(clauses, task);
}
