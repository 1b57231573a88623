/**
 * Whether a value has the shape of a schedule, by the JSON Schema. Compiling the schema takes longer than most commands: the
 * build (scripts/build.mjs) does it once and puts the code it gives in the place of this module.
 */
import { Ajv2020 } from "ajv/dist/2020.js";
import schema from "./schedule.schema.json" with { type: "json" };
import type { Schedule } from "./types.ts";

const ajv = new Ajv2020({
  allErrors: false,
  discriminator: true,
  strict: true,
  strictRequired: false,
  code: { source: true },
});

/** After it has said no, `errors` of the function say why. */
export const hasShape = ajv.compile<Schedule>(schema);
