/** A play's flow: whole, connected, and drawn as well-formed SVG whatever names and conditions hold. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { type FlowSource, flowOf } from "../../runtime/flow/flow.ts";
import { drawn } from "../../runtime/flow/layout.ts";
import { mostNodes, svgOf } from "../../runtime/flow/svg.ts";
import type { Play } from "../../schedule/types.ts";
import { howOften } from "../support/how-often.ts";
import { elementsOf } from "../support/xml.ts";

const playbooks = join(import.meta.dirname, "../../playbooks");
const plays = readdirSync(playbooks)
  .filter((name) => existsSync(join(playbooks, name, "playc.yaml")))
  .flatMap((name) => {
    const { schedule } = compileProject(join(playbooks, name));
    return schedule.plays.map((play) => ({ called: `${name}: ${play.name}`, schedule, play }));
  });
const flows = plays.map(({ called, schedule, play }) => ({ called, schedule, play, flow: flowOf(schedule, play) }));
const atRisk = flows.find(({ called }) => called === "saas: at_risk")!;
const renewal = flows.find(({ called }) => called === "saas: enterprise_renewal")!;

describe.each(flows)("$called", ({ schedule, play, flow }) => {
  const ids = flow.nodes.map(({ id }) => id);

  it("has every phase, step and rung once, each at its place", () => {
    const ladders = schedule.escalations.filter(({ name }) => play.escalations.includes(name));
    const rungs = ladders.flatMap((ladder) => ladder.rungs);
    const actions = [...play.phases.flatMap(({ steps }) => steps), ...rungs].flatMap((step) => step.actions);
    const wanted = [play, ...play.phases, ...ladders, ...rungs, ...actions].map(({ path }) => path);
    expect(ids).toEqual(expect.arrayContaining(wanted));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, place } of flow.nodes) {
      const source = schedule.sources[id];
      if (source) expect(place).toEqual({ file: source.file, line: source.line });
      expect(place, id).toBeDefined();
    }
  });

  it("shows all that starts it, all its conditions and all its ends", () => {
    const starters = schedule.triggers.filter((trigger) =>
      trigger.actions.some(({ kind, names }) => kind === "start" && names.includes(play.name)),
    );
    expect(ids).toEqual(expect.arrayContaining(starters.map(({ path }) => path)));
    const said = flow.nodes.flatMap(({ title, lines }) => [title, ...lines]).join("\n");
    const rungs = schedule.escalations.flatMap((each) => (play.escalations.includes(each.name) ? each.rungs : []));
    for (const condition of [play.start, play.win, play.lose, ...rungs.flatMap((rung) => [rung.unless, rung.while])]) {
      if (condition) expect(said).toContain(condition.text);
    }
    const kinds = flow.nodes.map(({ kind }) => kind);
    expect(kinds.includes("won")).toBe(play.win !== undefined);
    expect(kinds.includes("lost")).toBe(play.lose !== undefined);
    expect(kinds.filter((kind) => kind === "branch")).toHaveLength(
      rungs.flatMap((rung) => [rung.unless, rung.while]).filter(Boolean).length,
    );
  });

  it("is one graph: edges end at nodes, and every node is reached from what starts the play", () => {
    for (const { from, to } of flow.edges) expect(ids).toEqual(expect.arrayContaining([from, to]));
    const reached = new Set(ids.filter((id) => !flow.edges.some(({ to }) => to === id)));
    for (const id of reached) {
      expect(["trigger", "begins", "play"]).toContain(flow.nodes.find((node) => node.id === id)!.kind);
    }
    for (const id of reached) for (const { from, to } of flow.edges) if (from === id) reached.add(to);
    expect([...reached].sort()).toEqual([...ids].sort());
  });

  it("is drawn without two boxes on one place, each text in its box", () => {
    const { width, height, nodes } = drawn(flow);
    const sides = nodes.map(({ node, box, centre }) => ({
      id: node.id,
      left: centre.x - box.width / 2,
      right: centre.x + box.width / 2,
      top: centre.y - box.height / 2,
      bottom: centre.y + box.height / 2,
    }));
    for (const one of sides) {
      expect(one.left >= 0 && one.top >= 0 && one.right <= width && one.bottom <= height).toBe(true);
      for (const other of sides) {
        if (one === other) continue;
        const isApart =
          one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
        expect(isApart, `${one.id} and ${other.id}`).toBe(true);
      }
    }
    const elements = elementsOf(svgOf(flow)!);
    const links = elements.filter(({ name, attributes }) => name === "g" && attributes.has("data-place"));
    expect(links).toHaveLength(flow.nodes.length);
    expect(elements.filter(({ name }) => name === "path")).toHaveLength(flow.edges.length + 1);
  });
});

describe("what a flow says", () => {
  it("a rung that waits for an answer counts from the touch that asked", () => {
    expect(atRisk.flow.edges).toContainEqual({
      from: "play at_risk/phase reach/step/1/do/1/expects",
      to: "escalation rescue/rung/1",
      label: "counts from the touch",
      isAside: true,
    });
  });

  it("unless skips when it is known true, while acts only then: what is unknown is on the other side", () => {
    const labels = (node: string) =>
      atRisk.flow.edges.filter(({ from }) => from === node).map(({ to, label }) => [to, label]);
    expect(labels("escalation rescue/rung/1/unless")).toEqual([
      ["escalation rescue/rung/1/do/1", "no, or unknown"],
      ["escalation rescue/rung/2", "yes: skip"],
    ]);
    expect(labels("escalation rescue/rung/4/while")).toEqual([
      ["escalation rescue/rung/4/do/1", "yes"],
      ["escalation rescue/end", "no, or unknown: skip"],
    ]);
  });

  it("a play before a date starts by itself, and is withdrawn when the date changes", () => {
    const kinds = renewal.flow.nodes.map(({ kind, title, lines }) => [kind, title, ...lines]);
    expect(kinds).toContainEqual(["begins", "starts by itself", "with phase prepare", "one run for each date"]);
    expect(kinds).toContainEqual(["phase", "phase prepare", "180 days to 121 days before renewal"]);
    expect(kinds).toContainEqual(["withdrawn", "withdrawn", "when renewal changes"]);
    expect(kinds).toContainEqual(["over", "runs out", "the day after its last phase"]);
  });

  it("what is broken is left out: a ladder that is none, a play without work", () => {
    const { schedule, play } = atRisk;
    const bare: FlowSource = { plays: [], triggers: [], escalations: [], touches: [], tasks: [], sources: {} };
    const { endAfter: _, ...endless } = { ...play, phases: [] };
    const flows = [flowOf({ ...schedule, escalations: [] }, play), flowOf(bare, endless)];
    for (const flow of flows) {
      expect(flow.nodes.some(({ kind }) => kind === "escalation")).toBe(false);
      expect(svgOf(flow)).toContain("<svg");
    }
  });

  it("two ways from one box to the same other are drawn apart, each with its own words", () => {
    const { schedule, play } = atRisk;
    const escalations = schedule.escalations.map((ladder) => ({
      ...ladder,
      rungs: ladder.rungs.map((rung) => ({ ...rung, actions: [] })),
    }));
    const { edges } = drawn(flowOf({ ...schedule, escalations }, play));
    const words = edges.flatMap(({ edge, label }) => (edge.label === undefined ? [] : [label]));
    const twice = edges.filter(({ edge }, index) =>
      edges.some((other, at) => at !== index && other.edge.from === edge.from && other.edge.to === edge.to),
    );
    expect(twice.length).toBeGreaterThan(1);
    expect(new Set(words.map((label) => JSON.stringify(label))).size).toBe(words.length);
  });

  it("is no picture when nobody could read it", () => {
    const { schedule, play } = atRisk;
    const step = play.phases[0]!.steps[0]!.actions[0]!;
    const actions = Array.from({ length: mostNodes }, (_, index) => ({ ...step, path: `${step.path}/${index}` }));
    const long: Play = { ...play, phases: [{ ...play.phases[0]!, steps: [{ path: "p", actions }] }] };
    expect(svgOf(flowOf(schedule, long))).toBeUndefined();
  });
});

describe("hostile texts", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.constantFrom("<script>alert(1)</script>", '"><g onclick="x', "&amp;", "]]>", "\u202Eevil", "漢字".repeat(40)),
  );

  it("names, files and conditions stay text", () => {
    const said = JSON.stringify({ play: atRisk.play, schedule: atRisk.schedule });
    fc.assert(
      fc.property(hostile, (text) => {
        const changed: { play: Play; schedule: FlowSource } = JSON.parse(said, (key, value) =>
          ["text", "doc", "file", "owner", "contact", "event"].includes(key) && typeof value === "string"
            ? text
            : value,
        );
        const elements = elementsOf(svgOf(flowOf(changed.schedule, changed.play))!);
        expect(new Set(elements.map(({ name }) => name))).toEqual(
          new Set(["svg", "title", "desc", "defs", "marker", "path", "g", "polygon", "rect", "text"]),
        );
        const attributes = elements.flatMap((element) => [...element.attributes.keys()]);
        expect(attributes.filter((name) => name.startsWith("on") || name === "style" || name === "href")).toEqual([]);
      }),
      { numRuns: howOften(200, 20) },
    );
  });
});
