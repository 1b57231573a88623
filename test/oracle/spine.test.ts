/** A whole program against the oracle, for a few accounts of one data set; `spine-floors.test.ts` takes more of all. */
import { compareDataSets } from "./spine-suite.ts";

compareDataSets({ saas: 50 });
