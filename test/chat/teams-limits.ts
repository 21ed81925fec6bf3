import { z } from "zod";

/**
 * The elements of Adaptive Cards that Remo uses, and what Teams takes of them: written here a second
 * time, so that a wrong constant in the renderer does not also pardon itself.
 */
const wellFormed = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed(), "half a character")
    .refine((text) => !/\{\{|\$\{|<\/?at\b/i.test(text), "computes or calls");
const spacing = z.enum(["none", "small", "medium", "large"]).optional();

const openUrl = z.strictObject({
  type: z.literal("Action.OpenUrl"),
  title: wellFormed(75).optional(),
  url: z.url({ protocol: /^https?$/ }),
  style: z.literal("positive").optional(),
});
const textRun = z.strictObject({
  type: z.literal("TextRun"),
  text: wellFormed(1_600),
  weight: z.literal("bolder").optional(),
  size: z.enum(["small", "medium"]).optional(),
  color: z.enum(["attention", "good"]).optional(),
  isSubtle: z.literal(true).optional(),
  selectAction: openUrl.optional(),
});
const richText = z.strictObject({
  type: z.literal("RichTextBlock"),
  inlines: z.array(textRun).min(1),
  spacing,
});
const textBlock = z.strictObject({
  type: z.literal("TextBlock"),
  // Only mentions of ours call somebody.
  text: z.string().min(1).max(1_000),
  wrap: z.literal(true),
  style: z.literal("heading").optional(),
  weight: z.literal("bolder").optional(),
  size: z.enum(["small", "medium"]).optional(),
  spacing,
});

const press = z.strictObject({
  a: z.string().min(1),
  c: z.string().min(1).max(200),
  f: z.string().regex(/^~/).nullable(),
  at: z.iso.datetime(),
});
const titled = {
  title: wellFormed(75),
  style: z.enum(["positive", "destructive"]).optional(),
  mode: z.literal("secondary").optional(),
};
const pressing = z.strictObject({
  type: z.literal("Action.Execute"),
  ...titled,
  verb: z.literal("press"),
  data: press,
});
const showCard = z.strictObject({
  type: z.literal("Action.ShowCard"),
  ...titled,
  card: z.strictObject({
    type: z.literal("AdaptiveCard"),
    body: z.array(richText).min(1),
    actions: z.tuple([pressing.extend({ style: z.literal("destructive") })]),
  }),
});
const actions = z
  .array(z.discriminatedUnion("type", [pressing, showCard, openUrl]))
  .min(1)
  .refine(
    (all) => all.filter((one) => !("mode" in one && one.mode)).length <= 3,
    "more than three in front",
  );
const actionSet = z.strictObject({ type: z.literal("ActionSet"), actions });

const columns = z.strictObject({
  type: z.literal("ColumnSet"),
  columns: z
    .array(
      z.strictObject({
        type: z.literal("Column"),
        width: z.literal("stretch"),
        items: z.array(richText),
      }),
    )
    .min(1)
    .max(2),
  spacing,
});

const leaf = [richText, textBlock, columns, actionSet] as const;
const band = z.strictObject({
  type: z.literal("Container"),
  style: z.enum(["emphasis", "good", "attention", "warning", "accent"]),
  bleed: z.literal(true),
  items: z.tuple([richText]),
});
const listed = z.strictObject({
  type: z.literal("Container"),
  separator: z.literal(true),
  spacing,
  items: z.array(z.union([...leaf, band])).min(1),
});

const labelled = {
  id: z.string().min(1),
  label: wellFormed(300),
  isRequired: z.literal(true).optional(),
  errorMessage: wellFormed(200).optional(),
};
/** What is required says what is missing, in the reader's language. */
const explained = (input: { isRequired?: unknown; errorMessage?: unknown }) =>
  (input.isRequired === undefined) === (input.errorMessage === undefined);
const input = z.union([
  z
    .strictObject({
      type: z.literal("Input.Text"),
      ...labelled,
      isMultiline: z.literal(true).optional(),
      maxLength: z.int().min(1).max(3_000),
      placeholder: wellFormed(300).optional(),
      value: z.string().min(1).max(3_000).optional(),
    })
    .refine(explained),
  z
    .strictObject({
      type: z.literal("Input.Date"),
      ...labelled,
      value: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .optional(),
    })
    .refine(explained),
  z
    .strictObject({
      type: z.literal("Input.ChoiceSet"),
      ...labelled,
      style: z.literal("compact"),
      wrap: z.literal(true),
      choices: z
        .array(z.strictObject({ title: wellFormed(160), value: z.string().min(1).max(200) }))
        .min(1)
        .max(100),
      value: z.string().min(1).optional(),
    })
    .refine(explained)
    .refine(
      ({ value, choices }) => value === undefined || choices.some((one) => one.value === value),
      "begins with a choice that there is not",
    ),
]);

const framed = {
  type: z.literal("AdaptiveCard"),
  version: z.literal("1.5"),
  lang: z.enum(["es", "en"]),
  fallbackText: z.string().min(1).max(2_100),
  speak: wellFormed(1_100),
};
const mention = z.strictObject({
  type: z.literal("mention"),
  text: z.string().regex(/^<at>[^<>*_`[\]\\]+<\/at>$/),
  mentioned: z.strictObject({ id: z.string().min(1), name: z.string().min(1) }),
});

/** A message may have 28 KB with all that is around its card. */
const fits = (card: unknown) => Buffer.byteLength(JSON.stringify(card), "utf8") <= 27_000;

export const TeamsCard = z
  .strictObject({
    ...framed,
    body: z.array(z.union([...leaf, band, listed])).min(1),
    actions: actions.optional(),
    refresh: z
      .strictObject({
        action: z.strictObject({
          type: z.literal("Action.Execute"),
          verb: z.literal("refresh"),
          data: z.strictObject({ c: z.string().min(1) }),
        }),
        userIds: z.array(z.string().min(1)).min(1).max(60),
      })
      .optional(),
    msteams: z.strictObject({
      width: z.literal("Full"),
      entities: z.array(mention).min(1).max(5).optional(),
    }),
  })
  .refine(fits, "over 28 KB");

const submit = z.strictObject({
  type: z.literal("Action.Execute"),
  title: wellFormed(75),
  style: z.literal("positive"),
  verb: z.literal("submit"),
  data: press.extend({ c: press.shape.c.nullable(), k: z.string().optional() }),
});
const cancel = z.strictObject({
  type: z.literal("Action.Execute"),
  title: wellFormed(75),
  verb: z.literal("cancel"),
  data: z.strictObject({ c: z.string().min(1).nullable() }),
  associatedInputs: z.literal("none"),
});

export const TeamsForm = z
  .strictObject({
    ...framed,
    body: z.array(z.union([richText, textBlock, actionSet, input])).min(1),
    actions: z.union([
      z.tuple([submit, cancel]),
      z.tuple([openUrl.extend({ style: z.literal("positive") }), cancel]),
      // Files that must come are sent in the person's own chat.
      z.tuple([cancel]),
    ]),
    msteams: z.strictObject({ width: z.literal("Full") }),
  })
  .refine(fits, "over 28 KB");

export const TeamsText = z
  .strictObject({
    kind: z.literal("text"),
    text: z.string().min(1),
    textFormat: z.enum(["plain", "xml"]),
    entities: z.array(mention).max(5),
  })
  .refine(({ text }) => Buffer.byteLength(text, "utf8") <= 27_000, "over 28 KB")
  .refine(
    ({ text, textFormat, entities }) =>
      entities.every((one) => textFormat === "xml" && text.includes(one.text)),
    "calls nobody",
  );
