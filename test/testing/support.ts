/** A small program to test tests on, and how to run them. */
import { type Compilation, compile } from "../../compiler/compile.ts";
import { runTests } from "../../runtime/testing/run.ts";
import type { ExpectationResult, TestResults } from "../../runtime/testing/types.ts";

export const program = `
account { arr money start date renewal date? tier one of gold, plain = plain mail_ok flag = true begins start }
metric logins count per day missing is zero
metric score points 0..100 snapshot missing carries
metric share ratio snapshot
event reply
event ticket { key id severity one of low, high }
event release for all { product text }
contact sponsor
role csm owns accounts
role boss shared answers within 2 business days
role machine machine
segments { big when arr >= $100K small otherwise }
touch call { channel phone owner csm effort 30min purpose open_dialogue kind proactive }
touch letter { channel email owner machine effort 0min purpose give_insight kind proactive }
touch visit { channel in_person owner csm effort 1h purpose open_dialogue kind proactive }
task look { owner csm effort 15min }
cadence weekly for big from start { every 1 week touch call }
cadence runway before renewal { 30d touch visit to sponsor }
trigger fall { level yellow when logins falls > 30% week over week do touch letter within 2d task look }
trigger urgent { level red on ticket where (severity is high) do alert boss start help }
trigger shipped { level green on release do touch letter }
play help {
  level red
  start when score < 50
  win when score >= 80
  end after 60d
  again after 30d
  pauses cadence weekly
  phase talk day 1..10 { touch call expects reply within 3d }
  phase watch day 11..60 { every 1 week task look }
  escalation up
}
escalation up {
  after 7d touch visit unless reply
  after 14d alert boss while score < 40
}
policy {
  hours 09:00..17:00 mon..fri
  limit 1 email per 7d
  consent email by mail_ok
  otherwise defer up to 3d then drop
}
`;

export const acme = "account acme { arr $120K start 2026-01-05 }";

export function compiled(tests: string, around = program): Compilation {
  return compile({
    files: [
      { path: "program.play", text: around },
      { path: "tests.play", text: tests },
    ],
    currency: "USD",
    readText: () => undefined,
    exists: () => false,
  });
}

/** The results of tests that must be sound. */
export function resultsOf(tests: string, zone = "UTC", around = program): TestResults {
  const { schedule, tests: plan, diagnostics } = compiled(tests, around);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (!schedule || !plan) throw new Error(errors.map(({ code, message }) => `${code} ${message}`).join("\n"));
  return runTests({ schedule, plan, zone });
}

/** The results of expectations on one test's accounts and histories. */
export function expecting(items: string, expectations: readonly string[], zone = "UTC"): readonly ExpectationResult[] {
  const lines = expectations.map((expectation) => `  expect ${expectation}`).join("\n");
  return resultsOf(`test "one" {\n${items}\n${lines}\n}`, zone).tests[0]!.expectations;
}
