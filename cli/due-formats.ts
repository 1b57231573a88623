/** How what is owed can be written. */
export const dueFormats = ["table", "json", "csv-salesforce", "csv-gainsight", "ics", "cloudevents"] as const;
export type DueFormat = (typeof dueFormats)[number];
