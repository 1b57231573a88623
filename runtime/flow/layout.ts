/** Where the nodes of a flow are drawn, and along which points its edges: in layers from top to bottom, in pixels. */
import { Graph, layout } from "@dagrejs/dagre";
import { type Box, boxOf } from "./box.ts";
import type { Flow, FlowEdge, FlowNode } from "./types.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DrawnNode {
  readonly node: FlowNode;
  readonly box: Box;
  readonly centre: Point;
}

export interface DrawnEdge {
  readonly edge: FlowEdge;
  /** From the border of the one node to that of the other. */
  readonly points: readonly Point[];
  /** The middle of the label, where there is one. */
  readonly label: Point | undefined;
}

export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

const labelSize = { height: 18, perSign: 6.2 };

/** The same flow is always drawn the same. */
export function drawn({ nodes, edges }: Flow): Drawn {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 28, ranksep: 44, edgesep: 16, marginx: 16, marginy: 16 });
  const boxes = nodes.map((node) => ({ node, box: boxOf(node) }));
  for (const { node, box } of boxes) graph.setNode(node.id, { width: box.width, height: box.height });
  for (const [index, { from, to, label }] of edges.entries()) {
    const size = label === undefined ? {} : { width: label.length * labelSize.perSign, height: labelSize.height };
    // By a name of its own: two ways can lead from one box to the same other.
    graph.setEdge(from, to, { ...size, labelpos: "c" }, String(index));
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: boxes.map(({ node, box }) => ({ node, box, centre: pointOf(graph.node(node.id)) })),
    edges: edges.map((edge, index) => {
      const laid = graph.edge(edge.from, edge.to, String(index));
      return {
        edge,
        points: laid.points.map(pointOf),
        label: edge.label === undefined ? undefined : pointOf(laid),
      };
    }),
  };
}

function pointOf({ x = 0, y = 0 }: { x?: number; y?: number }): Point {
  return { x: Math.round(x), y: Math.round(y) };
}
