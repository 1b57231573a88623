/** Text, zipped or not with flipped bytes: read, set aside or refused as bad data; never another failure, and never for long. */
import { afterAll, it } from "vitest";
import { Workshop } from "../histories/support.ts";
import { damagedFiles, expectSurvival, fastFolder, textFiles } from "./flips.ts";

const shop = new Workshop(fastFolder);
afterAll(() => shop.remove());

it(`is read, or refused as bad data: ${damagedFiles} times`, { timeout: 600_000 }, async () => {
  await expectSurvival(shop, textFiles, damagedFiles);
});
