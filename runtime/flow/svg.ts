/**
 * A flow as an SVG picture. It carries classes and no colours of its own, so that it takes those of the page around it;
 * without any style it is black lines on whatever lies behind. Names and conditions cannot become markup.
 */
import { lean, textSize } from "./box.ts";
import { type DrawnEdge, type DrawnNode, drawn, type Point } from "./layout.ts";
import { escaped } from "./markup.ts";
import type { Flow, FlowNode, FlowNodeKind } from "./types.ts";

/** More than this nobody reads as a picture, and it would take long to lay out. */
export const mostNodes = 300;

/** `data-place` of a node: its file and line, as `plays.play:12`. */
export function placeKey({ file, line }: NonNullable<FlowNode["place"]>): string {
  return `${file}:${line}`;
}

/** Where a node leads, as the address of a page; without one it leads nowhere. */
export type NodeLinks = (node: FlowNode) => string | undefined;

/**
 * Undefined for a play of more than `mostNodes` nodes. With `links`, nodes lead to pages; without, whoever shows the
 * picture makes them lead to `data-place`.
 */
export function svgOf(flow: Flow, links?: NodeLinks): string | undefined {
  if (flow.nodes.length > mostNodes) return undefined;
  const { width, height, nodes, edges } = drawn(flow);
  const title = `Play ${flow.play}`;
  const description = `${title}: ${nodes.length} boxes, from what starts it to how it ends.${flow.doc === undefined ? "" : ` ${flow.doc}`}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="flow" role="group" aria-label="${escaped(title)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(description)}</desc>`,
    '<defs><marker id="flow-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="arrow" d="M0 0L8 4L0 8z"/></marker></defs>',
    ...edges.map(edgeSvg),
    ...nodes.map((node) => nodeSvg(node, links)),
    "</svg>",
  ].join("\n");
}

// ---- edges -------------------------------------------------------------------------------------------------------

function edgeSvg({ edge, points, label }: DrawnEdge): string {
  const path = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("");
  const dashes = edge.isAside ? ' stroke-dasharray="5 4"' : "";
  const line = `<path d="${path}" fill="none" stroke="currentColor" stroke-linejoin="round" marker-end="url(#flow-arrow)"${dashes}/>`;
  const text = label === undefined ? "" : labelSvg(edge.label ?? "", label);
  return `<g class="edge${edge.isAside ? " aside" : ""}">${line}${text}</g>`;
}

function labelSvg(text: string, { x, y }: Point): string {
  return `<text class="label" x="${x}" y="${y + 4}" text-anchor="middle" font-size="11">${escaped(text)}</text>`;
}

// ---- nodes -------------------------------------------------------------------------------------------------------

function nodeSvg({ node, box, centre }: DrawnNode, links: NodeLinks | undefined): string {
  const { kind, title, lines, place } = node;
  const label = [title, ...lines].join(", ");
  const page = links?.(node);
  const isPlace = place !== undefined && links === undefined;
  const role = isPlace ? ` role="link" tabindex="0" data-place="${escaped(placeKey(place))}"` : ' role="img"';
  const top = centre.y - (box.lines.length * textSize.leading) / 2;
  const texts = box.lines.map((line, index) => {
    const isTitle = index < box.titles;
    const y = Math.round(top + index * textSize.leading + textSize.leading * 0.75);
    const font = isTitle ? `font-size="${textSize.title}" font-weight="600"` : `font-size="${textSize.line}"`;
    return `<text class="${isTitle ? "title" : "line"}" x="${centre.x}" y="${y}" text-anchor="middle" ${font}>${escaped(line)}</text>`;
  });
  const drawn = `${shapeSvg(kind, centre, box)}${texts.join(" ")}`;
  // A link is called what stands in it.
  return page === undefined
    ? `<g class="node ${classOf(kind)}"${role} aria-label="${escaped(label)}">${drawn}</g>`
    : `<a href="${escaped(page)}"><g class="node ${classOf(kind)}">${drawn}</g></a>`;
}

function classOf(kind: FlowNodeKind): string {
  return kind.replaceAll(" ", "-");
}

/** How sharp the corners are: round for beginnings and ends. */
const rounded: ReadonlySet<FlowNodeKind> = new Set([
  "trigger",
  "begins",
  "won",
  "lost",
  "over",
  "withdrawn",
  "top of ladder",
]);

function shapeSvg(kind: FlowNodeKind, { x, y }: Point, { width, height }: { width: number; height: number }): string {
  const [left, right] = [Math.round(x - width / 2), Math.round(x + width / 2)];
  const [top, bottom] = [Math.round(y - height / 2), Math.round(y + height / 2)];
  const drawing = 'class="shape" fill="none" stroke="currentColor"';
  if (kind === "branch") {
    const corners = [
      [left, y],
      [left + lean, top],
      [right - lean, top],
      [right, y],
      [right - lean, bottom],
      [left + lean, bottom],
    ];
    return `<polygon ${drawing} points="${corners.map((corner) => corner.join(",")).join(" ")}"/>`;
  }
  const radius = rounded.has(kind)
    ? Math.round(Math.min(height / 2, 22))
    : kind === "answer" || kind === "wait"
      ? 10
      : 3;
  return `<rect ${drawing} x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" rx="${radius}"/>`;
}
