/** What a drawn value stands for: a cell of the table behind its chart. Nothing is told here that is not in that table. */

/** `data-s` and `data-i` say which: the series and the place in it or, in a grid, the place in the rows behind each other. */
export function cellOf(drawn: Element): HTMLTableCellElement | undefined {
  const figure = drawn.closest("figure");
  const table = figure?.querySelector("table");
  if (!figure || !table || figure.hasAttribute("data-untold")) return undefined;
  const index = Number(drawn.getAttribute("data-i"));
  const columns = (table.tHead?.rows[0]?.cells.length ?? 1) - 1;
  const [row, column] = figure.hasAttribute("data-grid")
    ? [Math.floor(index / columns), index % columns]
    : [index, Number(drawn.getAttribute("data-s"))];
  return table.tBodies[0]?.rows[row]?.cells[column + 1];
}

function wordsOf(cell: HTMLTableCellElement): string {
  const row = cell.closest("tr");
  const title = cell.closest("table")?.tHead?.rows[0]?.cells[cell.cellIndex];
  return `${row?.cells[0]?.textContent ?? ""}, ${title?.textContent ?? ""}: ${cell.textContent ?? ""}`;
}

/** `onPick`: a value was clicked. */
export function watchDrawings(tip: HTMLElement, onPick: (drawn: Element) => void): void {
  const drawnAt = ({ target }: Event) => (target instanceof Element ? target.closest(".drawing [data-i]") : null);
  document.addEventListener("pointermove", (event) => {
    const drawn = drawnAt(event);
    const cell = drawn && cellOf(drawn);
    tip.hidden = !cell;
    if (!cell) return;
    tip.textContent = wordsOf(cell);
    const { width, height } = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(event.clientX + 12, innerWidth - width - 8))}px`;
    tip.style.top = `${event.clientY + height + 24 > innerHeight ? event.clientY - height - 10 : event.clientY + 16}px`;
  });
  document.addEventListener("click", (event) => {
    const drawn = drawnAt(event);
    if (drawn) onPick(drawn);
  });
}
