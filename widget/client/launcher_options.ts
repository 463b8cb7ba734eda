import table from "words:launcher";

/** The owner's mail address or phone number in the snippet's paragraph. */
export const linked = (scheme: string): string => document.querySelector<HTMLAnchorElement>(`[data-deskbell] a[href^="${scheme}"]`)?.pathname || "";

/** What the launcher itself says in the first language that is spoken, else in English: tag, help, person, no connection. */
export function wordsIn(wishes: string[]): string[] {
  const lines = table.split("\n");
  const tags = [...wishes, "en"].flatMap((wish) => [wish, wish.split("-")[0]!]);
  return tags.map((tag) => lines.find((line) => line.startsWith(tag.toLowerCase() + "|"))).find((line) => line)!.split("|");
}

/**
 * textOn is black or white, whichever reads well on an sRGB colour: a contrast of at least 4.5 on each (WCAG 2.2). The gamma
 * is near enough to the standard's two-part curve; a test tries all colours.
 */
export function textOn(colour: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => (+("0x" + colour.slice(at, at + 2)) / 255) ** 2.2);
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b! > 0.179 ? "#000" : "#fff";
}
