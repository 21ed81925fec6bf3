import type { CardText, LogText } from "../card-texts.ts";

export const card: CardText = {
  customer: "Customer",
  held: "Amount held",
  atRisk: "At stake",
  ball: "Ball",
  deadline: "Deadline",
  cost: "Cost",
  evidence: "Proof",
  why: "Why",
  more: "More options",
  asleepTag: "Snoozed",
  closedTag: "Resolved",
  unknownTag: "Case",
  resolved: "Resolved",
  orderCancelled: "Order cancelled",
  ballSince: (team, held) => `${team} (for ${held})`,
  timeLeft: (when, left) => `${when}, ${left} left`,
  timeOver: (when, late) => `${when}, ${late} late`,
  lateCash: (span, whose) => `${span} of delay ${whose ? `for ${whose}` : "in getting paid"}`,
  idleDays: (span) => `${span} with nothing to bill`,
  also: (facts) => `Also: ${facts}`,
  assigned: (name) => `Assigned to ${name}.`,
  watched: (names) => `Watched by ${names}.`,
  nextStep: (who, when) => `If nobody takes it, ${who} is told ${when}.`,
  silencedUntil: (when, by, reason) =>
    `Silenced until ${when}, by ${by}${reason ? `: ${reason}` : ""}.`,
  asleepUntil: (when, wake) => `Snoozed until ${when}${wake ? `, or sooner if ${wake}` : ""}.`,
  quietSource: (source, at) => `No news from ${source} since ${at}: this may have changed.`,
  leftHere: "This case no longer comes to you directly; this card is not updated any more.",
  onClock: (clock) => `Dates and times are in ${clock}.`,
  lastAnswer: (line) => `Last answer: ${line}`,
  readyToBill: (from, to) => `${from} → ${to}: ready to invoice`,
  heldBy: (list) => `Time with each team: ${list}`,
  confirmTitle: "Confirm",
  confirmYes: "Yes, confirm",
  confirmNo: "Go back",
  confirmText: (action, subject, amount) =>
    `${action} · ${subject}${amount ? ` · ${amount}` : ""}. This cannot be undone.`,
  summary: ({ tag, subject, fact, customer, amount, age, team, deadline }) =>
    `${tag}: ${subject}${customer ? ` for ${customer}` : ""}, ${fact}, ${age}. ` +
    `${amount ? `Amount: ${amount}. ` : ""}${team} has the ball; deadline: ${deadline}.`,
  closedSummary: ({ subject, resolved, stamp, who, next }) =>
    `${subject}: case resolved on ${stamp}${who ? ` by ${who}` : ""}: ${resolved.toLowerCase()}.` +
    `${next ? ` ${next}.` : ""}`,
};

export const log: LogText = {
  commented: (who, text) => (text === "" ? `💬 ${who}` : `💬 ${who}: ${text}`),
  opened: (tag, team, title) => `Case opened for ${team} · ${tag}: ${title}`,
  added: (title) => `Added: ${title}`,
  cleared: (resolved) => resolved,
  passed: (from, to, title) => `${from} → ${to}: ${title}`,
  answered: (who, did, detail) => `${who} ${did}${detail ? `: ${detail}` : ""}`,
  woke: {
    time: "The snooze is over; the case is still open.",
    "eta-changes": "The estimated arrival changed; the snooze is over.",
    "amount-passes": "The amount passed the limit that was given; the snooze is over.",
    "customer-replies": "The customer replied; the snooze is over.",
  },
  expired: "It was taken and nothing came of it; the case is open again.",
  notified: (who, names, again, skipped) =>
    (names
      ? `Told ${again ? "again " : ""}to ${who}: ${names}.`
      : `It was time to tell ${who}, and nobody has that role in remo.yaml.`) +
    (skipped ? ` This is late: ${skipped} heard nothing before.` : ""),
  passedOver: (who, dueAt) =>
    `Passed over: ${who}, due ${dueAt}, for the next step was due as well.`,
  silenced: (when, by, reason) => `Silenced until ${when}, by ${by}${reason ? `: ${reason}` : ""}.`,
  unsilenced: "The silence is over; the case is still open.",
  heardAgain: "This case is not silenced any more.",
  closed: (held) => `Case closed${held ? ` · ${held}` : ""}`,
  who: (name, team) => `${name} (${team})`,
};
