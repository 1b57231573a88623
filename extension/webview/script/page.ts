/**
 * What runs inside of every panel: shows the content that it is sent, and tells what was chosen in it. An element with
 * `data-place` or `data-ask` can be chosen, by mouse or keyboard; in a grid the arrow keys go from cell to cell. What is
 * scrolled stays so (`data-keep`), until the page shows another thing (`data-shows`), and so does what is unfolded (`data-fold`).
 */
declare function acquireVsCodeApi(): { postMessage(message: object): void };

const editor = acquireVsCodeApi();
const main = document.querySelector("main")!;

addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (typeof data !== "object" || data === null || !("content" in data) || typeof data.content !== "string") return;
  const focused = keyOf(document.activeElement);
  const before = scrolled();
  const open = new Set(folds().flatMap((each) => (each.open ? (each.dataset.fold ?? []) : [])));
  main.innerHTML = data.content;
  for (const each of folds()) each.open = open.has(each.dataset.fold ?? "");
  scroll(before);
  const again = focused === undefined ? undefined : choices().find((each) => keyOf(each) === focused);
  again?.focus({ preventScroll: true });
});

main.addEventListener("click", ({ target }) => choose(target));
main.addEventListener("keydown", (event) => {
  const { key, target } = event;
  // Buttons are clicked by these keys anyway.
  if ((key === "Enter" || key === " ") && target instanceof SVGElement) {
    event.preventDefault();
    choose(target);
  }
  const step = steps[key];
  if (step && target instanceof HTMLElement && go(target, step)) event.preventDefault();
});

function folds(): HTMLDetailsElement[] {
  return [...main.querySelectorAll<HTMLDetailsElement>("details[data-fold]")];
}

interface Scrolled {
  /** What the page shows. */
  readonly shows: string | undefined;
  readonly places: readonly { readonly left: number; readonly top: number }[];
}

/** How far each part that can be scrolled is. */
function scrolled(): Scrolled {
  const parts = [...main.querySelectorAll("[data-keep]")];
  return {
    shows: main.querySelector("[data-shows]")?.getAttribute("data-shows") ?? undefined,
    places: parts.map(({ scrollLeft, scrollTop }) => ({ left: scrollLeft, top: scrollTop })),
  };
}

/** The same thing changed stays where it was; another play shows where it begins, and a cell that is chosen is in view. */
function scroll({ shows, places }: Scrolled): void {
  const isSame = scrolled().shows === shows;
  for (const [index, part] of main.querySelectorAll("[data-keep]").entries()) {
    const place = places[index];
    if (isSame && place) part.scrollTo(place);
  }
  if (!isSame) main.querySelector(".node.play")?.scrollIntoView({ block: "center", inline: "center" });
  main.querySelector('td[aria-current="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function choose(target: EventTarget | null): void {
  const chosen = target instanceof Element ? target.closest("[data-place], [data-ask]") : null;
  if (!chosen) return;
  const ask = chosen.getAttribute("data-ask") ?? "place";
  editor.postMessage({ ask, value: chosen.getAttribute("data-value") ?? chosen.getAttribute("data-place") ?? "" });
}

/** To the next cell of a grid that can be chosen. */
function go(from: HTMLElement, [down, across]: readonly [number, number]): boolean {
  const cell = from.closest("td");
  const row = cell?.parentElement;
  const table = cell?.closest("table[data-grid]");
  if (!cell || !(row instanceof HTMLTableRowElement) || !(table instanceof HTMLTableElement)) return false;
  let [line, column] = [row.rowIndex + down, cell.cellIndex + across];
  for (let next = table.rows[line]?.cells[column]; next; next = table.rows[line]?.cells[column]) {
    const button = next.querySelector("button");
    if (button) {
      from.tabIndex = -1;
      button.tabIndex = 0;
      button.focus();
      return true;
    }
    line += down;
    column += across;
  }
  return true;
}

function choices(): (HTMLElement | SVGElement)[] {
  return [...main.querySelectorAll<HTMLElement | SVGElement>("[data-place], [data-ask]")];
}

/** What an element is, whatever else is around it. */
function keyOf(element: Element | null): string | undefined {
  const named = ["data-ask", "data-value", "data-place"].map((name) => element?.getAttribute(name) ?? "");
  return named.some((value) => value !== "") ? named.join(" ") : undefined;
}

editor.postMessage({ ask: "ready", value: "" });
