/** The site of a program: whole, connected both ways, the same for the same program, and nothing in it but text. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { fileOf, pageName, safeName } from "../../cli/docs-site/addresses.ts";
import { pageKinds } from "../../cli/docs-site/kinds.ts";
import { siteOf } from "../../cli/docs-site/site.ts";
import { siteDataOf } from "../../cli/docs-site/site-data.ts";
import { manifestFile, writeSite } from "../../cli/docs-site/write-site.ts";
import { buildCli } from "../cli/built.ts";
import { howOften } from "../support/how-often.ts";
import { everything } from "./everything.ts";

const schedule = everything();
const site = siteOf("a project & <b>", schedule);
const saas = compileProject(join(import.meta.dirname, "../../playbooks/saas")).schedule;
const root = mkdtempSync(join(tmpdir(), "playc-site-"));
afterAll(() => rmSync(root, { recursive: true }));

const pages = (files: ReadonlyMap<string, string>) => [...files].filter(([name]) => name.endsWith(".html"));
const hrefsIn = (text: string) => [...text.matchAll(/ href="([^"]*)"/g)].map((match) => match[1]!);
const idsIn = (text: string) => [...text.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]!);

describe("a site", () => {
  it("has a page of every kind, each led to by the first one", () => {
    for (const { kind } of pageKinds) {
      expect([...site.keys()].filter((name) => name.startsWith(`${kind}-`)).length, kind).toBeGreaterThan(0);
    }
    const led = new Set(hrefsIn(site.get("index.html")!));
    for (const [name] of pages(site)) if (name !== "index.html") expect(led, name).toContain(name);
    for (const name of ["account", "policy", "roi", "assume"]) expect(site.has(`${name}.html`), name).toBe(true);
  });

  it.each([
    ["of one of everything", site],
    ["of playbooks/saas", siteOf("saas", saas)],
  ])("%s leads nowhere but to places of its own that are there", (_, files) => {
    const ids = new Map(pages(files).map(([name, text]) => [name, new Set(idsIn(text))]));
    for (const [name, text] of pages(files)) {
      expect(new Set(idsIn(text)).size, name).toBe(idsIn(text).length);
      for (const href of hrefsIn(text)) {
        if (href === "data:,") continue;
        const [file = "", place] = href.split("#");
        expect(file === "" || files.has(file), `${name}: ${href}`).toBe(true);
        if (place !== undefined) expect(ids.get(file === "" ? name : file), `${name}: ${href}`).toContain(place);
      }
    }
  });

  it("leads from what is asked for to what asks for it, and back", () => {
    const text = (kind: (typeof pageKinds)[number]["kind"], name: string) => site.get(fileOf({ kind, name }))!;
    expect(hrefsIn(text("trigger", "gone"))).toContain("play-rescue.html");
    expect(hrefsIn(text("play", "rescue"))).toContain("trigger-gone.html");
    expect(hrefsIn(text("touch", "call"))).toEqual(
      expect.arrayContaining(["cadence-rhythm.html", "escalation-ladder.html"]),
    );
    // Alerts, handoffs, vacancies and cover all land on the role.
    const manager = fileOf({ kind: "role", name: "Manager" });
    expect(hrefsIn(site.get(manager)!)).toEqual(
      expect.arrayContaining(["trigger-quiet.html", "play-rescue.html", "contact-champion.html", "role-csm.html"]),
    );
    for (const page of ["trigger-quiet.html", "play-rescue.html", "contact-champion.html", "role-csm.html"]) {
      expect(hrefsIn(site.get(page)!), page).toContain(manager);
    }
  });

  it("says of a segment and of a touch model which others come first", () => {
    const order = { segment: saas.segments, model: schedule.models ?? [] };
    const files = { segment: siteOf("saas", saas), model: site };
    for (const kind of ["segment", "model"] as const) {
      for (const [index, { name }] of order[kind].entries()) {
        const [, who = ""] = /(?:Here is every customer|A customer)(.*?)(?: is here when|<\/li>)/.exec(
          files[kind].get(fileOf({ kind, name }))!,
        ) ?? [name];
        expect(who.includes("known not to be in"), `${kind} ${name}`).toBe(index > 0);
        expect(hrefsIn(who)).toEqual(order[kind].slice(0, index).map((one) => fileOf({ kind, name: one.name })));
      }
    }
  });

  it("is called after its folder, unless that says nothing more than the site does", () => {
    expect(siteOf("saas", schedule).get("index.html")).toContain("<h1>Playbooks of saas</h1>");
    expect(siteOf("playbooks", schedule).get("index.html")).toContain("<h1>Playbooks</h1>");
  });

  it("is the same for the same program, and says no date of its own making", () => {
    expect(siteOf("a project & <b>", everything())).toEqual(site);
  });

  it("takes all words of a program for words", () => {
    for (const [name, text] of pages(site)) {
      const scripts = [...text.matchAll(/<script[^>]*>/g)];
      expect(scripts.length, name).toBe(name === "index.html" ? 1 : 0);
      expect(text, name).not.toMatch(/<img|<b>alert|onerror="|href="javascript|style="|\son\w+=['"]?window/i);
      expect(text).toContain("default-src &#39;none&#39;");
    }
    expect(site.get("touch-mail.html")).toContain("&lt;script&gt;window.broken = 1&lt;/script&gt;");
    expect(site.get("touch-mail.html")).toMatch(/<mark>goal, else &quot;&lt;b&gt;&quot;<\/mark>/);
  });

  it("draws a year that comes to what `playc capacity` says", () => {
    for (const program of [schedule, saas]) {
      for (const { rows, demand } of siteDataOf("", program).years) {
        const drawn = rows.filter(({ from }) => from.kind === "cadence").flatMap(({ days }) => days);
        const sum = (year: "firstYear" | "steadyYear", how: "sure" | "most") =>
          demand.reduce((all, each) => all + each[year][how].touches + each[year][how].tasks, 0);
        const first = drawn.filter(({ day }) => day < 365);
        const later = drawn.filter(({ day }) => day >= 365);
        expect([first.length, first.filter(({ isSure }) => isSure).length]).toEqual([
          sum("firstYear", "most"),
          sum("firstYear", "sure"),
        ]);
        expect([later.length, later.filter(({ isSure }) => isSure).length]).toEqual([
          sum("steadyYear", "most"),
          sum("steadyYear", "sure"),
        ]);
      }
    }
  });

  it("counts plays that begin with a date into the year", () => {
    const large = siteDataOf("", schedule).years.find(({ group }) => group === "large")!;
    const ofPlay = large.rows.filter(({ from }) => from.name === "renewing");
    // The renewal is the last day of the year, 364 days after the first.
    expect(ofPlay.map(({ name, days }) => [name, days.map(({ day }) => day)])).toEqual([
      ["call", [304, 669]],
      ["mail", [318, 332, 683, 697]],
      ["notes", [334, 699]],
    ]);
  });
});

describe("names of pages", () => {
  it("are apart on every disk, and are known again", () => {
    const names = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,120}$/),
      fc.constantFrom("con", "nul", "..", "a/b", "", "qbr", "Qbr", "QBR", "é", "e\u0301"),
    );
    fc.assert(
      fc.property(names, names, (one, other) => {
        const file = fileOf({ kind: "experiment", name: one });
        expect(file).toMatch(pageName);
        expect(file).toBe(file.toLowerCase());
        expect(file.length).toBeLessThan(120);
        expect(safeName(one) === safeName(other)).toBe(one === other);
      }),
      { numRuns: howOften(5000, 500) },
    );
    for (const { kind } of pageKinds) expect(fileOf({ kind, name: "x" })).toMatch(pageName);
  });
});

describe("the folder of a site", () => {
  const place = (name: string) => join(root, name);
  const small = new Map([
    ["style.css", "s"],
    ["play-a.html", "a"],
    ["index.html", "i"],
  ]);

  it("holds the pages of the last program and leaves everything else alone", async () => {
    const folder = place("again");
    await writeSite(folder, small, "one");
    writeFileSync(join(folder, "own.txt"), "mine");
    writeFileSync(join(folder, "play-of_mine.html"), "mine");
    const next = new Map([...small, ["play-b.html", "b"]]);
    next.delete("play-a.html");
    await writeSite(folder, next, "two");
    expect(readdirSync(folder).sort()).toEqual(
      ["index.html", "own.txt", "play-b.html", "play-of_mine.html", manifestFile, "style.css"].sort(),
    );
    expect(readFileSync(join(folder, "own.txt"), "utf8")).toBe("mine");
  });

  it("is refused where a page would take somebody else's place", async () => {
    const folder = place("foreign");
    mkdirSync(folder);
    writeFileSync(join(folder, "index.html"), "mine");
    await expect(writeSite(folder, small, "one")).rejects.toThrow("is there already, and is not of playc");
    expect(readdirSync(folder)).toEqual(["index.html"]);
    writeFileSync(join(folder, manifestFile), "{}");
    await expect(writeSite(folder, small, "one")).rejects.toThrow("is not of playc");
    expect(readFileSync(join(folder, "index.html"), "utf8")).toBe("mine");
  });

  it("takes away nothing that a list of somebody else's making names", async () => {
    const folder = place("listed");
    mkdirSync(join(folder, "deep"), { recursive: true });
    writeFileSync(join(folder, "own.txt"), "mine");
    writeFileSync(join(root, "outside.html"), "mine");
    const files = ["own.txt", "../outside.html", "deep", 3, "play-gone.html"];
    writeFileSync(join(folder, manifestFile), JSON.stringify({ format: "playc-site", version: 1, files }));
    await writeSite(folder, small, "one");
    expect(existsSync(join(folder, "own.txt"))).toBe(true);
    expect(existsSync(join(root, "outside.html"))).toBe(true);
    expect(existsSync(join(folder, "deep"))).toBe(true);
  });

  it("is written by the command, which says where to begin", async () => {
    const project = join(import.meta.dirname, "../../playbooks/learning");
    const folder = place("command");
    const { exitCode, stdout, stderr } = await buildCli().run(["docs", project, "--out", folder]);
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toBe(`${readdirSync(folder).length - 2} pages: ${join(folder, "index.html")}\n`);
    const nowhere = await buildCli().run(["docs", project]);
    expect(nowhere.exitCode).toBe(2);
    expect(nowhere.stderr).toContain("--out");
  });
});
