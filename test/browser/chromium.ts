/**
 * Debian's Chromium, driven by playwright-core, with nothing but this machine to talk to. Where it is missing the tests say
 * SKIPPED and what is missing; `BROWSER_REQUIRED=1` makes that a failure.
 */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = places.find((place) => place !== undefined && place !== "" && existsSync(place));

/** Whether there is a browser to test with. */
export function hasChromium(): boolean {
  if (executablePath !== undefined) return true;
  const missing = "Chromium is missing: apt-get install -y --no-install-recommends chromium fonts-dejavu-core";
  if (process.env.BROWSER_REQUIRED === "1") throw new Error(missing);
  process.stderr.write(`SKIPPED ${missing}, or name it in CHROMIUM\n`);
  return false;
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND",
    ],
  });
}
