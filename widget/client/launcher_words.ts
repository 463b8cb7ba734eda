// What the launcher itself says. The panel speaks more languages; here the owner's
// data attributes do.

export interface LauncherWords {
  help: string;
  person: string;
  title: string;
  wait: string;
  lost: string;
  tab: string;
  close: string;
}

const english: LauncherWords = {
  help: "Help",
  person: "Reach a person",
  title: "Help",
  wait: "Opening …",
  lost: "The help desk cannot be reached from here right now. You can reach us directly:",
  tab: "Open in a new tab",
  close: "Close",
};

const german: LauncherWords = {
  help: "Hilfe",
  person: "Einen Menschen fragen",
  title: "Hilfe",
  wait: "Wird geöffnet …",
  lost: "Die Hilfe ist von hier gerade nicht erreichbar. Sie erreichen uns direkt:",
  tab: "In neuem Tab öffnen",
  close: "Schließen",
};

export function wordsIn(lang: string): LauncherWords {
  return /^de\b/i.test(lang) ? german : english;
}
