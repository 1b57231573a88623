/** Random cases are the same in every run, so that none fails by chance where nothing changed; `PROPERTIES=full` draws others. */
import fc from "fast-check";

if (process.env.PROPERTIES !== "full") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_122 });
