import type { AgedCustomer, Aged } from "../core/aging.ts";
import type { Instant } from "../core/calendar.ts";
import type { Case } from "../core/case.ts";
import type { DeliveryState } from "../core/delivery.ts";
import type { Team } from "../core/fact.ts";
import type { InvoiceState } from "../core/invoice.ts";
import type { OfficeState } from "../core/office.ts";

export type NamedCustomer = { readonly id: string; readonly name: string | null };

/** What was delivered last to a customer, and its invoices whose payment was promised. */
export type RecentlyOf = {
  readonly deliveries: readonly DeliveryState[];
  readonly promised: readonly InvoiceState[];
};

export type Aging = {
  /** By currency, over all customers. */
  readonly totals: readonly (Aged & { readonly customers: number })[];
  /** The customers that owe the most past due, one row a currency. */
  readonly worst: readonly AgedCustomer[];
};

/** A finding that keeps a month from closing, with the case it is in. */
export type Blocker = {
  readonly case: Case;
  readonly rule: string;
  /** The invoice, order or customer it is about. */
  readonly about: string;
  readonly minor: number | null;
  readonly currency: string | null;
};

export type MonthEnd = {
  /** By amount, the highest first. */
  readonly top: readonly Blocker[];
  readonly count: number;
  readonly totals: readonly {
    readonly rule: string;
    readonly team: Team;
    readonly currency: string | null;
    readonly minor: number;
    readonly count: number;
  }[];
};

/** What commands look up beyond cases and pictures: all of it bounded. */
export type Lookups = {
  office(): Promise<OfficeState>;
  /** The customer of exactly this id or name (whatever its case and accents). */
  customer(typed: string): Promise<NamedCustomer | null>;
  /** Customers whose id or name looks like what somebody typed, closest first. */
  similarCustomers(typed: string, limit: number): Promise<readonly NamedCustomer[]>;
  recentlyOf(customerId: string): Promise<RecentlyOf>;
  /** Open cases of a customer: of its account and of its orders, the worst first. */
  casesOfCustomer(
    customerId: string,
    limit: number,
  ): Promise<{ readonly cases: readonly Case[]; readonly total: number }>;
  aging(now: Instant, limit: number): Promise<Aging>;
  /** What began before an instant and keeps a month from closing, by these rules. */
  monthEnd(before: Instant, rules: readonly string[], limit: number): Promise<MonthEnd>;
  /** Whoever told us something, by id. */
  sources(): Promise<readonly string[]>;
};

/** Codes that make two chat accounts one person; only their digest is kept. */
export type LinkCodes = {
  /** A new code for this account, in place of any earlier one; good until `expiresAt`. */
  issue(account: CodeOwner, now: Instant, expiresAt: Instant): Promise<string>;
  /** Whose code it is: it is used up by this, unless it was typed where it was shown. */
  claim(
    code: string,
    platform: CodeOwner["platform"],
    now: Instant,
  ): Promise<CodeOwner | "unknown" | "same-platform">;
};

export type CodeOwner = {
  readonly platform: "slack" | "teams";
  readonly userId: string;
  readonly userName: string;
};
