import type { HelpText } from "../command-texts.ts";

const UNTIL = 'Until when: "2h", "tomorrow 9:00", "friday", "15/12", "2026-12-01".';

export const help: HelpText = {
  title: "Remo · help",
  more: "More about a command, with an example: /remo help snooze",
  task: {
    look: "Look",
    collect: "Collect",
    act: "Move a case",
    arrange: "Arrange",
    self: "My account",
  },
  verb: {
    status: {
      usage: "status PED-1042",
      what: "where the order is, who has it and what is missing",
      detail: ["The number of the order, of its delivery or of its invoice, or just 1042."],
      example: "status ENT-881",
    },
    cases: {
      usage: "cases [team]",
      what: 'my open cases, the most severe first; "team", those of this channel',
      detail: [
        "Those assigned to me first, then those that my teams have; the most severe and the " +
          "highest amount on top.",
        '"/remo cases team" shows those of this channel\'s team.',
      ],
      example: "cases team",
    },
    why: {
      usage: "why PED-1042",
      what: "why there is a case: rule, facts, thresholds and who may answer",
      detail: ["Thresholds are those of the rules file, by their name there."],
      example: "why PED-1042",
    },
    evidence: {
      usage: "evidence PED-1042",
      what: "proof received and still missing",
      detail: [
        "By delivery: what came, from whom and when, and what the customer demands and is missing.",
      ],
      example: "evidence FAC-2210",
    },
    customer: {
      usage: "customer NAME",
      what: "the card before a visit: balance, overdue, credit, promises, cases and deliveries",
      detail: ["The customer's number or name; where it is not exact, the nearest are offered."],
      example: "customer Bajío Distributors",
    },
    aging: {
      usage: "aging [CUSTOMER]",
      what: "what is owed by days past due, by one customer or by all",
      detail: ["By currency: current, 1–30, 31–60, 61–90 and more than 90 days."],
      example: "aging Abarrotes Lupita",
    },
    close: {
      usage: "close [MONTH]",
      what: "what still keeps the month from closing, by amount",
      detail: [
        "Delivered and not invoiced, missing proof, invoices rejected, not filed or disputed, " +
          "credit notes and periods pending.",
        'The month is "2026-11" or "november"; without one, this month.',
      ],
      example: "close november",
    },
    kpi: {
      usage: "kpi [MONTH | week]",
      what: "the figures, the same for all teams, and what each one counts",
      detail: [
        'Alone, the last 30 days; "week", the last 7; a month is "2026-10" or "october".',
        "Amounts are told by legal entity and currency, and never added across them.",
        "Every week a summary comes in each team's channel.",
      ],
      example: "kpi october",
    },
    prospects: {
      usage: "prospects",
      what: "customers in good standing with credit available, to visit",
      detail: [
        "Nothing overdue, no open collection case, and credit left: the limit less what is owed and " +
          "what is ordered and not invoiced.",
        "Every week it also comes in the channel of Sales.",
      ],
      example: "prospects",
    },
    promise: {
      usage: "promise INVOICE DATE [AMOUNT]",
      what: "record when the customer will pay",
      detail: ["Without an amount, all that is owed is promised. Remo says when it is not kept."],
      example: "promise FAC-2210 friday 50,000",
    },
    dispute: {
      usage: "dispute INVOICE [CAUSE]",
      what: "record that the customer objects to an invoice",
      detail: [
        'The cause is a code (PRI, QTY, DEL…) or words: "price", "3 boxes short".',
        "While the dispute lasts, the invoice is not chased as overdue.",
      ],
      example: "dispute FAC-2210 PRI agreed at 120",
    },
    credit: {
      usage: "credit INVOICE AMOUNT",
      what: "ask for a credit note",
      detail: ["Somebody else approves it, by amount."],
      example: "credit FAC-2210 12,300",
    },
    comment: {
      usage: "comment PED-1042 TEXT",
      what: "tell everybody on a case something, in Slack and in Teams",
      detail: [
        "It changes nothing of the case. What is written in a card's thread is told as well.",
      ],
      example: "comment PED-1042 the driver calls back at five",
    },
    escalate: {
      usage: "escalate PED-1042 [REASON]",
      what: "call those who decide",
      detail: ["Without a reason, the dialog that asks for it opens. The case's teams see it."],
      example: "escalate PED-1042 the customer cancels tomorrow",
    },
    assign: {
      usage: "assign PED-1042 @person",
      what: "give a case to somebody",
      detail: ["Mention the person with @. Those who have the case or follow it may."],
      example: "assign PED-1042 @luis",
    },
    watch: {
      usage: "watch PED-1042",
      what: "get a case by direct message",
      detail: ["watch end PED-1042 ends it."],
      example: "watch PED-1042",
    },
    snooze: {
      usage: "snooze PED-1042 until WHEN",
      what: "not to hear of a case until a time, or until something changes",
      detail: [
        UNTIL,
        'Also: "until the ETA changes", "until it passes 50000", "until the customer replies"; ' +
          "without a time, 7 days at the latest.",
      ],
      example: "snooze PED-1042 until the ETA changes",
    },
    silence: {
      usage: "silence [customer X] [rule Y] [warehouse Z] until WHEN [reason R]",
      what: "quiet such cases for a while; alone, the list",
      detail: [
        "Leads silence a whole rule, customer or warehouse; the teams of a rule may silence it " +
          "with one customer. 30 days at most.",
        UNTIL,
        '"/remo silence" lists them and "/remo silence end ID" ends one.',
      ],
      example: "silence rule evidence-missing customer CLI-9 until friday reason stock count",
    },
    maintenance: {
      usage: "maintenance SOURCE until WHEN",
      what: "say that a source will be quiet; alone, the list",
      detail: [
        "Administrators do, for 30 days at most.",
        '"/remo maintenance end SOURCE" ends it.',
      ],
      example: "maintenance erp until tomorrow 6:00",
    },
    duty: {
      usage: "duty [take | @person] [TEAM] [from WHEN] [until WHEN]",
      what: "who is on duty; take it or give it",
      detail: [
        "Everybody may take the duty of their team; its leads give it to somebody else.",
        'Without "from" it begins now; without "until" it ends tomorrow at 8:00.',
      ],
      example: "duty @luis from friday 18:00 until monday 8:00",
    },
    delegate: {
      usage: "delegate @person [from WHEN] until WHEN",
      what: "who approves in my place",
      detail: [
        "Only what one may approve oneself, and for 90 days at most.",
        '"/remo delegate" shows who it is and "/remo delegate end" ends it.',
      ],
      example: "delegate @marta from 21/12 until 4/1",
    },
    me: {
      usage: "me",
      what: "who Remo thinks I am: teams, roles, accounts, duty and cases",
      detail: ["My cases come with those assigned to me first."],
      example: "me",
    },
    link: {
      usage: "link [CODE]",
      what: "join my accounts of Slack and Teams",
      detail: [
        "Without a code it shows one; type it on the other platform within 10 minutes. It works " +
          "once.",
      ],
      example: "link 7K3M-Q9TD-2XWB",
    },
    help: {
      usage: "help [COMMAND]",
      what: "this list, or one command with an example",
      detail: ["Commands are typed in English or in Spanish."],
      example: "help snooze",
    },
  },
};
