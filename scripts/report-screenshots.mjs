// The pictures of the report page in docs/: `node scripts/report-screenshots.mjs REPORT.html` with a page of playbooks/saas.
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [file] = process.argv.slice(2);
if (!file) throw new Error("Name a report page.");
const docs = join(import.meta.dirname, "../docs");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const url = pathToFileURL(resolve(file)).href;

async function picture(name, colorScheme, viewport, hash = "") {
  const page = await browser.newPage({ colorScheme, viewport });
  await page.goto(url + hash);
  await page.screenshot({ path: join(docs, name) });
  await page.close();
}

await picture("report.png", "light", { width: 1180, height: 1230 });
await picture("report-account.png", "dark", { width: 1180, height: 900 }, "#account-5");
await browser.close();
