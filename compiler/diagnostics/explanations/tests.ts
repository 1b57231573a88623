/** Explanations of the diagnostics of tests, 5xx. */
import type { testMessages } from "../test-messages.ts";
import type { Explanation } from "./explanation.ts";

export const testExplanations: Record<keyof typeof testMessages, Explanation> = {
  "test-named-twice": {
    meaning:
      "A test is told by its name in every report, so that each has a name of its own, in all files of the project together.",
    failing: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  expect touch check_in for acme by 2026-03-17
}
test ⟦"a quiet account is looked at"⟧ {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  expect no touch notice for acme by 2026-03-17
}
`,
    mended: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  expect touch check_in for acme by 2026-03-17
}
test "no notice is sent ten months ahead" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  expect no touch notice for acme by 2026-03-17
}
`,
  },
  "expects-nothing": {
    meaning: "A test that expects nothing cannot fail. Say with `expect` what should happen, or be so on a day.",
    failing: `test ⟦"a quiet account is looked at"⟧ {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  history acme { logins 0 from 2026-03-02 to 2026-03-08 }
}
`,
    mended: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  history acme { logins 0 from 2026-03-02 to 2026-03-08 }
  expect no trigger quiet for acme on 2026-03-08
}
`,
  },
  "not-in-test": {
    meaning:
      "A test makes its accounts up: each has an `account` in the test itself, with its fields. Histories, people and expectations name one of these.",
    failing: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  expect touch check_in for ⟦acne⟧ by 2026-03-17
}
`,
    mended: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  expect touch check_in for acme by 2026-03-17
}
`,
  },
  "fields-not-given": {
    meaning:
      "An account of a test needs what an account of the data needs: every field that is neither optional nor has a default.",
    failing: `test "a quiet account is looked at" {
  account ⟦acme⟧ { arr $120K plan pro contract_start 2026-01-05 seats 40 }
  expect touch check_in for acme by 2026-03-17
}
`,
    mended: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  expect touch check_in for acme by 2026-03-17
}
`,
  },
  "told-twice": {
    meaning:
      "Each field, role and day of a metric has one value. The order in which a test is written says nothing, so that a second value would not replace the first.",
    failing: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  history acme {
    logins 100 from 2026-03-02 to 2026-03-08
    ⟦logins⟧ 60 from 2026-03-08 to 2026-03-15
  }
  expect touch check_in for acme by 2026-03-17
}
`,
    mended: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  history acme {
    logins 100 from 2026-03-02 to 2026-03-08
    logins 60 from 2026-03-09 to 2026-03-15
  }
  expect touch check_in for acme by 2026-03-17
}
`,
  },
  "outside-test": {
    meaning:
      "`days` says from when to when a test runs. What it tells and expects lies on those days; without `days` it has all days that it names.",
    failing: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  days 2026-01-05..2026-03-15
  expect touch check_in for acme ⟦by 2026-03-17⟧
}
`,
    mended: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  days 2026-01-05..2026-03-31
  expect touch check_in for acme by 2026-03-17
}
`,
  },
  "expects-too-early": {
    meaning:
      "Before its beginning and its history an account is owed nothing and nothing is known of it. What is expected for those days says nothing of the program.",
    failing: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  days 2025-12-01..2026-03-31
  ⟦expect no touch check_in for acme before 2025-12-24⟧
}
`,
    mended: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  days 2025-12-01..2026-03-31
  expect no touch check_in for acme before 2026-01-12
}
`,
  },
  "tells-computed": {
    meaning:
      "The points of a score follow from its lines, in a test as everywhere. A test gives values to what the lines read.",
    failing: `health fit {
  usage 100 {
    60 points when logins over 7d > 0
    40 points when seats >= 20
  }
}
test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  history acme { ⟦fit⟧ 50 on 2026-03-08 }
  expect fit >= 40 for acme at 2026-03-08
}
`,
    mended: `health fit {
  usage 100 {
    60 points when logins over 7d > 0
    40 points when seats >= 20
  }
}
test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  history acme { logins 3 on 2026-03-08 }
  expect fit >= 40 for acme at 2026-03-08
}
`,
  },
  "no-such-rung": {
    meaning: "The rungs of an escalation are numbered in the order they are written, from 1.",
    failing: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  expect no rung ⟦2⟧ of rescue for acme by 2026-03-17
}
`,
    mended: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  expect no rung 1 of rescue for acme by 2026-03-17
}
`,
  },
  "not-expected-of": {
    meaning:
      "Words behind the account say what becomes of it: `won` of a play, `skipped` of a rung, `dropped by limit` of a touch. A trigger fires or does not.",
    failing: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  expect no trigger quiet for acme ⟦dropped⟧
  expect touch check_in for acme by 2026-03-17
}
`,
    mended: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  expect no trigger quiet for acme by 2026-03-17
}
`,
  },
  "days-not-said": {
    meaning:
      "One value is that of one day, with `on`, or of all days from one to another; several values are a day each, from the first on.",
    failing: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  history acme { ⟦logins⟧ 100 from 2026-03-02 }
  expect touch check_in for acme by 2026-03-17
}
`,
    mended: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  history acme { logins 100 from 2026-03-02 to 2026-03-08 }
  expect touch check_in for acme by 2026-03-17
}
`,
  },
  "no-tracks": {
    meaning:
      "A journey that is `per` a field of its events has a track for each value of that field, and a test can ask for one of them. Every other stage has one track or, of the calendar, none.",
    failing: `event signed
journey way { stage setup { enter from contract_start leave on signed } stage use { enter after setup } }
test "who signs goes on" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  history acme { signed on 2026-03-10 }
  expect stage use of ⟦"Sales"⟧ for acme on 2026-03-10
}
`,
    mended: `event signed
journey way { stage setup { enter from contract_start leave on signed } stage use { enter after setup } }
test "who signs goes on" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  history acme { signed on 2026-03-10 }
  expect stage use for acme on 2026-03-10
}
`,
  },
  "calendar-stage-moves": {
    meaning:
      "`stage NAME for ACCOUNT` expects a move in a journey. A stage of the calendar begins and ends with its dates, so that there is nothing to expect but that a day lies in it.",
    failing: `stage settling from contract_start to 90d after
cadence first_steps from contract_start during settling { week 2 touch check_in }
test "the first quarter is for settling" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  expect stage ⟦settling⟧ for acme on 2026-01-05
}
`,
    mended: `stage settling from contract_start to 90d after
cadence first_steps from contract_start during settling { week 2 touch check_in }
test "the first quarter is for settling" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  expect acme is in settling at 2026-01-05
}
`,
  },
  "not-a-score": {
    meaning:
      "While a line of a score is not decided, the score is a range, and `health is 40..70` expects just that. A metric that is read from data has one value or none.",
    failing: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  history acme { seats_used 30 on 2026-03-08 }
  expect ⟦seats_used⟧ is 30 for acme at 2026-03-08
}
metric seats_used count snapshot
`,
    mended: `test "a quiet account is looked at" {
  account acme { arr $120K plan pro contract_start 2026-01-05 renewal 2027-01-05 seats 40 }
  history acme { seats_used 30 on 2026-03-08 }
  expect seats_used = 30 for acme at 2026-03-08
}
metric seats_used count snapshot
`,
  },
};
