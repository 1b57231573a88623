// Draws extension/icon.svg as extension/icon.png, which is what editors show, with Chromium. Usage: node scripts/extension-icon.mjs
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const folder = join(import.meta.dirname, "../extension");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
await page.setContent(`<style>body { margin: 0 }</style>${readFileSync(join(folder, "icon.svg"), "utf8")}`);
await page.screenshot({ path: join(folder, "icon.png"), omitBackground: true });
await browser.close();
