/** What the page does besides standing there: figures under the pointer, the way to a table's row, search, and accounts' stories. */
import type { Payload } from "../payload.ts";
import { showStory } from "./story.ts";
import { cellOf, watchDrawings } from "./tips.ts";

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no ${id}.`);
  return found;
}

const payload: Payload = JSON.parse(element("stories").textContent ?? "");
const story = element("story");
const search = element("search");
const list = element("account-list");

watchDrawings(element("tip"), (drawn) => {
  const cell = cellOf(drawn);
  const row = cell?.closest("tr");
  if (!cell || !row) return;
  for (const each of document.querySelectorAll("tr.marked")) each.classList.remove("marked");
  row.classList.add("marked");
  cell.closest("details")?.setAttribute("open", "");
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
});

/** `#account-17` tells the story of the 17th. */
function follow(): void {
  const [, place] = /^#account-(\d+)$/.exec(location.hash) ?? [];
  const told = place === undefined ? undefined : payload.accounts[Number(place)];
  if (!told) return;
  showStory(story, payload, told, () => {
    story.hidden = true;
    history.replaceState(null, "", "#accounts");
    list.querySelector<HTMLElement>(`a[href="#account-${place}"]`)?.focus();
  });
  story.scrollIntoView();
  story.focus({ preventScroll: true });
}

addEventListener("hashchange", follow);
// The same link once more, after its story was closed.
document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element ? target.closest("a") : null;
  if (link && link.hash === location.hash) follow();
});
follow();

search.hidden = false;
search.querySelector("input")?.addEventListener("input", ({ target }) => {
  const wanted = target instanceof HTMLInputElement ? target.value.trim().toLowerCase() : "";
  for (const row of list.querySelectorAll("tbody tr")) {
    const id = row.querySelector("th")?.textContent ?? "";
    row.toggleAttribute("hidden", !id.toLowerCase().includes(wanted));
  }
});
