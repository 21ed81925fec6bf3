/** What a person can be asked for besides pressing: the inputs of dialogs. */
export const FIELD_IDS = [
  "reason",
  "on",
  "until",
  "wakeWhen",
  "invoiceId",
  "amount",
  "reasonCode",
  "person",
  "scope",
  "proofKind",
  "files",
] as const;
export type FieldId = (typeof FIELD_IDS)[number];

type Form = { readonly needs: readonly FieldId[]; readonly may: readonly FieldId[] };

/** Every dialog: what it must bring, and what it may. */
const FORMS = {
  reason: { needs: ["reason"], may: [] },
  date: { needs: ["on"], may: [] },
  proof: { needs: ["proofKind", "files"], may: ["reason"] },
  snooze: { needs: ["until"], may: ["wakeWhen", "amount"] },
  invoice: { needs: ["invoiceId"], may: [] },
  /** Typed again by hand, before money that cannot come back. */
  amount: { needs: ["amount"], may: [] },
  amend: { needs: ["amount"], may: ["reason"] },
  credit: { needs: ["invoiceId", "amount", "reasonCode"], may: ["reason", "files"] },
  dispute: { needs: ["reasonCode"], may: ["reason", "amount"] },
  promise: { needs: ["on"], may: ["amount"] },
  "with-files": { needs: ["reason"], may: ["files"] },
  certificate: { needs: ["files"], may: [] },
  person: { needs: ["person"], may: [] },
  maintenance: { needs: ["until"], may: ["reason"] },
  silence: { needs: ["scope", "until"], may: ["reason"] },
} as const satisfies Record<string, Form>;

export type FormId = keyof typeof FORMS;
/** Which dialog opens; `none` for what counts as it is pressed. */
export type FormKind = "none" | FormId;

export function formSpec(id: FormId): Form {
  return FORMS[id];
}
