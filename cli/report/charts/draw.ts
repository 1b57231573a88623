/**
 * Charts as SVG that stands in a page: drawn by ECharts when the page is made, so that the page needs no script to show
 * them. Colours are variables of the page's style, for light, dark and paper; what was drawn of a value says of which, as
 * `data-s` (the series) and `data-i` (its place in it).
 */
import { BarChart, CustomChart, LineChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendPlainComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, CustomChart, LineChart, SankeyChart, AriaComponent, GridComponent, LegendPlainComponent, SVGRenderer]);

export const ink = "var(--ink)";
export const faint = "var(--faint)";
export const line = "var(--line)";
/** Of the first eight series; more are never drawn. */
export const colours = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `var(--s${number})`);

/** `id` is the chart's own in the page. */
export function draw(id: string, width: number, height: number, option: EChartsCoreOption): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ animation: false, textStyle: { color: ink, fontFamily: "inherit" }, ...option });
    return forPage(chart.renderToSVGString({ useViewBox: true }), id);
  } finally {
    chart.dispose();
  }
}

/**
 * What a page with a strict policy takes: no styles within, no ids but its own. Texts cannot be met by these patterns, as
 * there are no plain quotes in them.
 */
function forPage(svg: string, id: string): string {
  return svg
    .replace(/<style\s*>[\s\S]*?<\/style>/g, "")
    .replace(/<rect [^>]*fill="none"><\/rect>\n?/, "")
    .replace(/<[a-z]\w*[^>]*ecmeta_ssr_type="legend"[^>]*>/g, (tag) => tag.replace(/ ecmeta_\w+="[^"]*"/g, ""))
    .replace(/ ecmeta_series_index="(\d+)"/g, ' data-s="$1"')
    .replace(/ ecmeta_data_index="(\d+)"/g, ' data-i="$1"')
    .replace(/ (?:ecmeta_\w+|class|pointer-events|xmlns(?::xlink)?|version|baseProfile)="[^"]*"/g, "")
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replace(/\bzr\d+-/g, `${id}-`)
    .replace(/^<svg/, '<svg aria-hidden="true" focusable="false"');
}

/** `font-size:12px;font-weight:bold;` as attributes; the font is that of the page. */
function attributesOf(style: string): string {
  return style
    .split(";")
    .map((each) => each.split(":"))
    .filter(([name = ""]) => /^font-(?:size|weight)$/.test(name.trim()))
    .map(([name, value = ""]) => ` ${name!.trim()}="${value.trim().replace(/px$/, "")}"`)
    .join("");
}
