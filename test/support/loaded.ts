import { type Pictures, picturesOf } from "../../src/app/pictures.ts";
import type { Stored } from "../../src/app/store.ts";
import { isOrderSettled, standingOf } from "../../src/core/account.ts";
import type { SubjectKey } from "../../src/core/fact.ts";
import type { Picture } from "../../src/core/picture.ts";
import type { Folded } from "../../src/core/subject.ts";

/** Folded subjects as the store would hold them: settled orders have left their accounts. */
function loadedFrom(subjects: ReadonlyMap<SubjectKey, Folded>, zone: string) {
  const loaded = new Map<SubjectKey, Stored>();
  for (const [key, folded] of subjects) {
    loaded.set(key, { ...folded, version: 1, standing: standingOf(folded.subject) });
  }
  const pictures = picturesOf(loaded, zone);
  for (const [key, stored] of loaded) {
    const picture = key.startsWith("order:") ? pictures.of(key) : null;
    const settled = picture?.kind === "order" && isOrderSettled(picture);
    if (settled) loaded.set(key, { ...stored, standing: null });
  }
  return loaded;
}

/** Every picture among these subjects, each built when it is asked for. */
export function picturesAmong(subjects: ReadonlyMap<SubjectKey, Folded>, zone: string): Pictures {
  return picturesOf(loadedFrom(subjects, zone), zone);
}

/** The picture of one subject among these; null where there is none. */
export function pictureAmong(
  subjects: ReadonlyMap<SubjectKey, Folded>,
  key: SubjectKey,
  zone: string,
): Picture | null {
  return picturesAmong(subjects, zone).of(key);
}
