import type { StormText } from "../storm-text.ts";

export const storm: StormText = {
  ragingTitle: (waiting) => `Surge of cases · ${waiting} waiting`,
  raging: ({ came, since }) =>
    `${came} cases came since ${since}. Those that weigh most (amount × urgency) become cards; the ` +
    "others wait their turn, and none is lost.",
  passingTitle: (waiting) => `The surge has passed · ${waiting} to go`,
  passing: ({ came, since }) =>
    `${came} cases came since ${since}. The remaining cards come one by one, those that weigh most ` +
    "(amount × urgency) first.",
  overTitle: (came) => `Surge over · ${came} cases`,
  over: ({ came, from, to, ending }) => `From ${from} to ${to}, ${came} cases came. ${ending}`,
  allHaveCards: "Each has its card in this channel.",
  someSettled: (settled, isOne) =>
    isOne
      ? "1 was resolved before it had a card; the others have theirs in this channel."
      : `${settled} were resolved before they had a card; the others have theirs in this channel.`,
  allSettled: "All were resolved before they had a card.",
  amount: "Amount waiting",
  byRule: "By kind",
  ruleCount: (tag, cases) => `${tag} ${cases}`,
  otherRules: (cases) => `${cases} others`,
  next: "Those that weigh most among them:",
  andMore: (cases) => `and ${cases} more`,
  reach:
    "All are within reach: /remo cases team lists them, /remo status PED-1042 opens one with its " +
    "buttons, and Remo's Home tab shows one's own.",
};
