/**
 * The site of the playbooks in a real browser, from a folder: nothing leaves it, its words stay words, everybody can use
 * it, its search finds, and without a script all is there.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { siteOf } from "../../cli/docs-site/site.ts";
import { writeSite } from "../../cli/docs-site/write-site.ts";
import { everything } from "../docs-site/everything.ts";
import { hasChromium, launch } from "./chromium.ts";

const folder = mkdtempSync(join(tmpdir(), "playc-site-"));
const axe = readFileSync(join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"), "utf8");
const files = siteOf("a project & <b>", everything());
/** One page of every kind. */
const kinds = new Map(
  [...files.keys()].filter((name) => name.endsWith(".html")).map((name) => [/^[a-z]+/.exec(name)![0], name]),
);
const addressOf = (name: string) => pathToFileURL(join(folder, name)).href;
let browser: Browser;

describe.skipIf(!hasChromium())("the site", () => {
  beforeAll(async () => {
    await writeSite(folder, files, "sha256:0");
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function checked(page: Page): Promise<unknown> {
    // The page lets no foreign script in, and nothing ask for its style sheet: it comes by the debugger's own way, and asks nobody.
    await page.evaluate(axe);
    const found = await page.evaluate("axe.run(document, { preload: false })");
    const { violations, passes } = found as Record<string, { id: string; nodes: { html: string }[] }[]>;
    expect(passes!.length).toBeGreaterThan(10);
    return violations!.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html.slice(0, 200))]);
  }

  const looks = [
    { width: 1280, colorScheme: "light", names: [...kinds.values()] },
    {
      width: 375,
      colorScheme: "dark",
      names: ["index.html", "play-rescue.html", "segment-large.html", "touch-mail.html"],
    },
  ] as const;
  for (const { names, width, colorScheme } of looks) {
    it(`asks nobody for anything and can be used by everybody: ${width} wide, ${colorScheme}`, async () => {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      const requests = new Set<string>();
      const complaints: string[] = [];
      page.on("request", (request) => requests.add(request.url()));
      page.on("console", (message) => complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      for (const name of names) {
        await page.goto(addressOf(name));
        for (const details of await page.locator("details").all())
          await details.evaluate((each) => each.setAttribute("open", ""));
        expect(await checked(page), name).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
        expect(await page.evaluate(() => "broken" in window), name).toBe(false);
        // The style sheet has been let in.
        expect(await page.evaluate(() => getComputedStyle(document.body).marginTop), name).toBe("0px");
      }
      expect([...requests].filter((url) => !url.startsWith("data:")).sort()).toEqual(
        [...names, "style.css"].map(addressOf).sort(),
      );
      expect(complaints).toEqual([]);
      await page.close();
    });
  }

  it("finds by the words that are typed, and leads there by keys alone", async () => {
    const page = await browser.newPage();
    await page.goto(addressOf("index.html"));
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("skip");
    await page.locator("#search").focus();
    await page.keyboard.type("RESCUE starts");
    expect(await page.locator("#found").textContent()).toBe("1 page found");
    expect(await page.locator("[data-find] > li:visible a").first().textContent()).toBe("gone");
    expect(await page.locator("section:visible").count()).toBe(1);
    await page.locator("[data-find] > li:visible a").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(addressOf("trigger-gone.html"));
    await page.close();
  });

  it("has everything without its script, and leads from the boxes of a picture", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(addressOf("index.html"));
    expect(await page.locator("#searching").isVisible()).toBe(false);
    expect(await page.locator("[data-find] > li:visible").count()).toBe(files.size - 2);
    await page.goto(addressOf("play-rescue.html"));
    await page.locator("svg.flow a", { hasText: "escalation ladder" }).click();
    await page.waitForURL(addressOf("escalation-ladder.html"));
    await context.close();
  });

  it("prints in light colours, without what only a screen can use", async () => {
    const page = await browser.newPage({ colorScheme: "dark" });
    await page.goto(addressOf("index.html"));
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
    expect(await page.locator("#searching").isVisible()).toBe(false);
    await page.close();
  });
});
