/** Pages of who does it and with whom: roles, contacts, touches and tasks. */
import { ownersOf } from "../../../runtime/prose/actions.ts";
import { roleSaid, vacancySaid } from "../../../runtime/prose/model.ts";
import { coverSaid, teamSaid } from "../../../runtime/prose/policy.ts";
import { nameText, type Prose, say, sentence } from "../../../runtime/prose/prose.ts";
import { channelsProse, taskSaid, touchSaid } from "../../../runtime/prose/touches.ts";
import { wordText } from "../../../runtime/templates/values.ts";
import type { Template, TemplatePart, Touch } from "../../../schedule/types.ts";
import { type Html, html } from "../../report/html.ts";
import { counted } from "../../views/figures.ts";
import { linesHtml } from "../markup.ts";
import { occasionSection } from "../occasion-table.ts";
import type { Entry, SiteData } from "../site-data.ts";
import { plainEntry } from "./plain.ts";

export function peopleEntries(data: SiteData): Entry[] {
  const { schedule, occasions } = data;
  const { roles, contacts, touches, tasks, vacancies = [], team, covers } = schedule;
  const asked = (kind: "touch" | "task", name: string) =>
    occasions.filter(({ action }) => action.kind === kind && action.names.includes(name));
  return [
    ...roles.map((role): Entry => {
      const own = occasions.filter(({ action }) => ownersOf(schedule, action).includes(role.name));
      const said = [
        ...roleSaid(role),
        ...team.filter((member) => member.role === role.name).flatMap(teamSaid),
        ...covers.filter((cover) => cover.role === role.name).flatMap(coverSaid),
      ];
      const summary: Prose =
        role.doc === undefined ? [`Asked for something on ${counted(own.length, "occasion")}.`] : [];
      return {
        ...plainEntry("role", role, said),
        summary,
        more: occasionSection(data, "lands", "What lands here, and when", own),
      };
    }),
    ...contacts.map((name): Entry => {
      const vacancy = vacancies.find(({ contact }) => contact === name);
      const spoken = occasions.filter(({ action }) => action.contact === name);
      return {
        ...plainEntry("contact", { name }, vacancy ? vacancySaid(vacancy) : []),
        summary: [`Spoken to on ${counted(spoken.length, "occasion")}.`],
        more: occasionSection(data, "spoken", "When we speak with them", spoken),
      };
    }),
    ...touches.map(
      (touch): Entry => ({
        ...plainEntry("touch", touch, touchSaid(touch)),
        summary:
          touch.doc === undefined
            ? sentence(say`${channelsProse(touch.channels)}, from ${{ kind: "role", name: touch.owner }}`)
            : [],
        more: [
          ...textSection(data, touch),
          ...occasionSection(data, "asked", "When it is asked for", asked("touch", touch.name)),
        ],
      }),
    ),
    ...tasks.map(
      (task): Entry => ({
        ...plainEntry("task", task, taskSaid(task)),
        summary: task.doc === undefined ? say`By ${{ kind: "role", name: task.owner }}.` : [],
        more: occasionSection(data, "asked", "When it is asked for", asked("task", task.name)),
      }),
    ),
  ];
}

/** The text of a touch; what is filled in for each customer is marked, and says what stands there otherwise. */
function textSection({ schedule }: SiteData, touch: Touch): Html[] {
  const template = schedule.templates?.find(({ file }) => file === touch.template);
  if (!template) return [];
  return [
    html`<section id="text" aria-labelledby="text-title"><h2 id="text-title">Its text</h2>
<p class="note">What is marked is filled in for each customer.</p>
<div class="letter">${subjectHtml(template, touch)}<p class="body">${template.body.map((part) => partHtml(part, touch))}</p></div></section>\n`,
  ];
}

function subjectHtml({ subject }: Template, touch: Touch): Html | undefined {
  return subject && html`<p class="subject"><b>Subject:</b> ${subject.map((part) => partHtml(part, touch))}</p>\n`;
}

function partHtml(part: TemplatePart, touch: Touch): Html {
  switch (part.kind) {
    case "text":
      return linesHtml(part.text);
    case "touch":
      return html`${
        {
          name: nameText(touch.name),
          purpose: touch.purposes.map(wordText).join(", "),
          kind: touch.kind,
          owner: nameText(touch.owner),
        }[part.what]
      }`;
    default: {
      const what =
        part.kind === "contact" || part.kind === "role" ? `name of the ${nameText(part.name)}` : nameText(part.name);
      const otherwise = part.otherwise === undefined ? "" : `, else "${part.otherwise}"`;
      return html`<mark>${what}${otherwise}</mark>`;
    }
  }
}
