/** Whose figures: money is told per legal entity and currency, and never added across them. */
export type Scope = { readonly legalEntity: string | null; readonly currency: string };

export function scopeKey({ legalEntity, currency }: Scope): string {
  return JSON.stringify([legalEntity, currency]);
}
