/** Bad input that the words of the language make possible: each a clear error with a code of its own, at its place. */
import { expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { modelText } from "../../compiler/diagnostics/explanations/model.ts";

const experiment = (second: string) =>
  `experiment e for smb { arm a 60% { cadence one_a }  arm b ${second} { cadence two_b } }
cadence one_a for smb from contract_start { every 1 month touch check_in }
cadence two_b for smb from contract_start { every 2 months touch check_in }`;
const made = (items: string) =>
  `test "t" { account a { arr $8K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 4 } ${items} }`;

it.each([
  [
    "points that do not add to the stated total",
    "health fit { use 100 { 60 points when active_users > 3  30 points when active_users > 9 } }",
    "health fit { use 100 { 60 points when active_users > 3  40 points when active_users > 9 } }",
    "PLAY340",
  ],
  [
    "bands that overlap",
    "health fit { use 100 { 100 points when active_users > 3 } bands good 60 fair 60 poor 0 }",
    "health fit { use 100 { 100 points when active_users > 3 } bands good 80 fair 60 poor 0 }",
    "PLAY312",
  ],
  [
    "scores that read each other",
    "health fit { use 100 { 100 points when deep > 3 } }\nhealth deep { use 100 { 100 points when fit > 3 } }",
    "health fit { use 100 { 100 points when active_users > 3 } }\nhealth deep { use 100 { 100 points when fit > 3 } }",
    "PLAY342",
  ],
  [
    "a stage that cannot be left",
    "journey j { stage setup { enter from contract_start }  stage adopt { enter after setup } }",
    "journey j { stage setup { enter from contract_start  leave on reply }  stage adopt { enter after setup } }",
    "PLAY353",
  ],
  ["arms over 100%", experiment("50%"), experiment("40%"), "PLAY380"],
  ["a test that asserts nothing", made(""), made("expect no touches for a"), "PLAY501"],
  [
    "a template outside the project folder",
    'touch hello { channel email  owner csm  effort 5min  purpose give_insight  kind reactive  template "../secret.md" }\ntrigger t { level yellow  on reply  do touch hello }',
    "touch hello { channel email  owner csm  effort 5min  purpose give_insight  kind reactive }\ntrigger t { level yellow  on reply  do touch hello }",
    "PLAY402",
  ],
  [
    "a test on a date before its history",
    made("days 2026-02-01..2026-03-01  expect a is smb at 2026-01-15"),
    made("days 2026-02-01..2026-03-01  expect a is smb at 2026-02-15"),
    "PLAY505",
  ],
])("%s", (_, bad, good, code) => {
  const errors = (text: string) =>
    compile({
      files: [
        { path: "model.play", text: modelText },
        { path: "a.play", text: text },
      ],
      currency: "USD",
      readText: () => undefined,
      exists: () => false,
    }).diagnostics.filter(({ severity }) => severity === "error");
  const found = errors(bad);
  expect(found.map((each) => each.code)).toEqual([code]);
  for (const { file, span, message, reason, hint } of found) {
    expect(file).toBe("a.play");
    expect(span.end).toBeGreaterThan(span.start);
    for (const sentence of [message, reason, hint]) expect(sentence).toMatch(/\.$/);
  }
  expect(errors(good)).toEqual([]);
});
