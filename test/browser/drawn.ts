/** What a chart in the page really drew: boxes of the marks, by series and place, and the table behind it. */
import type { Page } from "playwright-core";

export interface Mark {
  series: number;
  place: number;
  width: number;
  height: number;
  fill: string;
}

/** The marks of a figure that can be seen; `hidden` ones of the other width are left out. */
export function marksOf(page: Page, figure: string): Promise<Mark[]> {
  return page.locator(`#${figure} .drawing:visible [data-i]`).evaluateAll((elements) =>
    elements.map((element) => {
      const box = (element as SVGGraphicsElement).getBBox();
      return {
        series: Number(element.getAttribute("data-s")),
        place: Number(element.getAttribute("data-i")),
        width: box.width,
        height: box.height,
        fill: element.getAttribute("fill") ?? "",
      };
    }),
  );
}

/** Rows of the first table behind a figure, the titles first; cells as a reader sees them. */
export function tableOf(page: Page, place: string): Promise<string[][]> {
  return page
    .locator(place)
    .locator("table")
    .first()
    .evaluate((table) =>
      [...(table as HTMLTableElement).rows].map((row) => [...row.cells].map((cell) => cell.textContent ?? "")),
    );
}
