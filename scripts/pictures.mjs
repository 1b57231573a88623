// The pictures of pages in docs/, made of playbooks/saas: `npm run pictures`. Those of the editor are made by `npm run test:e2e -- pictures`.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const root = join(import.meta.dirname, "..");
const docs = join(root, "docs");
const folder = mkdtempSync(join(tmpdir(), "playc-pictures-"));
const project = join(folder, "playbooks/saas");

/** The change that is reviewed: three of the things that people change. */
const edits = [
  ["triggers.play", "let login_fall = 30%", "let login_fall = 20%"],
  ["cadences.play", "every 1 quarter touch qbr", "every 2 months touch qbr"],
  ["plays.play", "after 14d touch sponsor_call", "after 10d touch sponsor_call"],
];

function playc(...asked) {
  execFileSync(process.execPath, [join(root, "dist/playc.js"), ...asked], {
    cwd: project,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** A commit that has the same name each time. */
function git(...asked) {
  const who = {
    GIT_AUTHOR_NAME: "playc",
    GIT_AUTHOR_EMAIL: "playc@example.org",
    GIT_AUTHOR_DATE: "2026-01-05T09:00:00Z",
  };
  const by = {
    GIT_COMMITTER_NAME: "playc",
    GIT_COMMITTER_EMAIL: "playc@example.org",
    GIT_COMMITTER_DATE: "2026-01-05T09:00:00Z",
  };
  execFileSync("git", asked, { cwd: folder, stdio: "ignore", env: { ...process.env, ...who, ...by } });
}

async function githubPage() {
  const bundle = join(root, "node_modules/.cache/github-page.mjs");
  await build({
    entryPoints: [join(root, "test/browser/github-page.ts")],
    outfile: bundle,
    bundle: true,
    format: "esm",
    platform: "node",
  });
  return (await import(bundle)).githubPage;
}

try {
  execFileSync(process.execPath, [join(root, "scripts/build.mjs")], { stdio: "ignore" });
  mkdirSync(join(folder, "playbooks"));
  cpSync(join(root, "playbooks/saas"), project, { recursive: true, filter: (path) => !path.endsWith(".playc") });
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "Playbooks");
  const [report, site, change, comment] = ["report.html", "site", "change.html", "comment.md"].map((name) =>
    join(folder, name),
  );
  playc("simulate", "--out", join(folder, "out"), "--report", report);
  playc("docs", "-o", site);
  for (const [file, before, after] of edits) {
    const path = join(project, file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(before)) throw new Error(`${file} does not say: ${before}`);
    writeFileSync(path, text.replace(before, after));
  }
  playc("diff", "main", "--simulate", "--witness", "--report", change, "--markdown", comment);
  const commentPage = join(folder, "comment.html");
  writeFileSync(commentPage, (await githubPage())(readFileSync(comment, "utf8")));

  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  /** `prepare`: what somebody does on the page before. */
  const picture = async (name, viewport, path, { colorScheme = "light", hash = "", prepare } = {}) => {
    const page = await browser.newPage({ colorScheme, viewport });
    await page.goto(pathToFileURL(path).href + hash);
    await prepare?.(page);
    await page.screenshot({ path: join(docs, name) });
    await page.close();
  };
  await picture("report.png", { width: 1180, height: 1230 }, report);
  await picture("report-account.png", { width: 1180, height: 900 }, report, {
    colorScheme: "dark",
    hash: "#account-5",
  });
  await picture("site.png", { width: 1180, height: 1000 }, join(site, "segment-enterprise.html"));
  await picture("review-page.png", { width: 1180, height: 1000 }, change);
  await picture("review-comment.png", { width: 860, height: 1300 }, commentPage, {
    prepare: async (page) => {
      await page.locator("summary").filter({ hasText: "gained and lost" }).click();
      await page.evaluate(() => scrollTo(0, 0));
    },
  });
  await browser.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
