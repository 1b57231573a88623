// The pictures of pages in docs/: `node scripts/report-screenshots.mjs REPORT.html SITE` with the report page and the site of playbooks/saas.
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [file, site] = process.argv.slice(2);
if (!file || !site) throw new Error("Name a report page and the folder of a site.");
const docs = join(import.meta.dirname, "../docs");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

async function picture(name, colorScheme, viewport, path, hash = "") {
  const page = await browser.newPage({ colorScheme, viewport });
  await page.goto(pathToFileURL(resolve(path)).href + hash);
  await page.screenshot({ path: join(docs, name) });
  await page.close();
}

await picture("report.png", "light", { width: 1180, height: 1230 }, file);
await picture("report-account.png", "dark", { width: 1180, height: 900 }, file, "#account-5");
await picture("site.png", "light", { width: 1180, height: 1000 }, join(site, "segment-enterprise.html"));
await browser.close();
