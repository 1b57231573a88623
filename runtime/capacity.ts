/** What a simulation makes of people's hours (docs/language.md section 18). */

/** `off`: nobody looks at them. `report`: they stand beside the work. `enforce`: work waits for its person. */
export const capacities = ["off", "report", "enforce"] as const;
export type Capacity = (typeof capacities)[number];
