/** Reports at a node of the schedule, by its path. */
import { diagnostic, type ParametersOf, type Slug } from "../../diagnostics/table.ts";
import { libraryOf, type PlacedPath, type Program } from "../../program.ts";

type Places = ReadonlyMap<PlacedPath[0], PlacedPath[1]>;
const places = new WeakMap<Program, Places>();

/** Where the program is written; it is asked when all of it is. */
function placesOf(program: Program): Places {
  const known = places.get(program) ?? new Map(program.places);
  places.set(program, known);
  return known;
}

/** Nothing is said of a path that is written nowhere. */
export function report<S extends Slug>(
  slug: S,
  parameters: ParametersOf<S>,
  path: string,
  { program }: { program: Program },
): void {
  const place = placesOf(program).get(path);
  // Of a library some is taken: what it has for channels of other projects is idle in this one, and no mistake.
  if (slug === "channel-unused" && place && libraryOf(program, place.file.path)) return;
  if (place) program.diagnostics.push(diagnostic(slug, parameters, place.file.path, place.span));
}
