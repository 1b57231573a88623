/** What the panel of a play's flow shows, as HTML. */
import type { FlowAnswer } from "../../lsp/server/panel-requests.ts";
import { escaped } from "../../runtime/flow/markup.ts";

export interface ShownFlow {
  readonly drawing: NonNullable<FlowAnswer["drawing"]>;
  readonly plays: readonly string[];
  /** The text has changed since, and the play in it cannot be read. */
  readonly isOfBefore: boolean;
}

export function flowContent({ drawing, plays, isOfBefore }: ShownFlow): string {
  const others = plays.map((play) => {
    const name = escaped(play);
    const current = play === drawing.play ? ' aria-current="true"' : "";
    return `<button data-ask="play" data-value="${name}"${current}>${name}</button>`;
  });
  return [
    `<h1>Play ${escaped(drawing.play)}</h1>`,
    `<nav aria-label="Plays">${others.join("")}</nav>`,
    ...(isOfBefore
      ? ['<p class="warning">The play cannot be read as it stands now: this is how it was before.</p>']
      : []),
    drawing.svg === null
      ? '<p class="warning">This play has too many parts for a picture that anybody could read. Playbooks in the side bar lists them.</p>'
      : `<p class="quiet">A box leads to its line.</p><div class="drawing" data-keep data-shows="${escaped(drawing.play)}">${drawing.svg}</div>`,
  ].join("\n");
}
