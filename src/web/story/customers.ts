import type { Instant } from "../../core/calendar.ts";
import type { EvidenceKind, Fact } from "../../core/fact.ts";
import { weekdayOf } from "../../core/rules/route.ts";
import type { StoryCurrency } from "./goods.ts";
import { HOME_ZONE } from "./people.ts";
import { type Moments, momentsFrom } from "./moments.ts";

export type Customer = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly currency: StoryCurrency;
  readonly zone: string;
  readonly salesRep: string;
  /** What it demands before it accepts an invoice; null leaves it to the rules file. */
  readonly evidence: readonly EvidenceKind[] | null;
  readonly paymentDays: number;
  /** In minor units of its currency: what it may owe and have ordered at once. */
  readonly creditLimitMinor: number;
  /** Pays on time when somebody writes a few days before. */
  readonly wantsReminder: boolean;
  /** Days from the order to the earliest delivery. */
  readonly leadDays: number;
  /** Days of the story on whose weekdays its truck runs; none: every day. */
  readonly routeDays: readonly number[];
};

type Demands = Partial<
  Pick<
    Customer,
    | "evidence"
    | "paymentDays"
    | "creditLimitMinor"
    | "wantsReminder"
    | "zone"
    | "leadDays"
    | "routeDays"
  >
>;

function mexican(id: string, name: string, address: string, demands: Demands = {}): Customer {
  return {
    id,
    name,
    address,
    currency: "MXN",
    zone: "America/Mexico_City",
    salesRep: "Mariana Ríos",
    evidence: null,
    paymentDays: 15,
    creditLimitMinor: 400_000_00,
    wantsReminder: false,
    leadDays: 2,
    routeDays: [],
    ...demands,
  };
}

function colombian(id: string, name: string, address: string, demands: Demands = {}): Customer {
  return {
    ...mexican(id, name, address),
    currency: "COP",
    zone: "America/Bogota",
    salesRep: "Andrés Cárdenas",
    paymentDays: 30,
    creditLimitMinor: 150_000_000_00,
    ...demands,
  };
}

const FULL: readonly EvidenceKind[] = ["waybill", "signature", "photo"];

/** Invented names: whoever recognises one is mistaken. */
export const CUSTOMERS = {
  bajio: mexican("CLI-101", "Distribuidora del Bajío", "Blvd. Aeropuerto 1840, León", {
    evidence: FULL,
    paymentDays: 30,
  }),
  central: mexican("CLI-102", "Abarrotes Central", "Av. Central 120, Guadalajara", {
    wantsReminder: true,
  }),
  roble: mexican("CLI-103", "Tiendas El Roble", "Calz. de los Héroes 512, León"),
  tapatia: mexican("CLI-104", "Hotel Casa Tapatía", "Av. Vallarta 2375, Guadalajara", {
    evidence: ["waybill", "stamp"],
  }),
  lupita: mexican("CLI-105", "Cremería Lupita", "Mercado San Juan 14, Guadalajara", {
    paymentDays: 12,
  }),
  // A week's road: its truck runs twice a week, and takes what was ordered three days before.
  frontera: mexican("CLI-106", "Comercial de la Frontera", "Blvd. Díaz Ordaz 6020, Tijuana", {
    zone: "America/Tijuana",
    leadDays: 3,
    routeDays: [1, 4],
  }),
  esperanza: mexican("CLI-107", "Abarrotes La Esperanza", "Av. Zaragoza 88, Querétaro", {
    paymentDays: 30,
    creditLimitMinor: 120_000_00,
  }),
  palma: mexican("CLI-108", "Minisúper La Palma", "Calle Madero 415, Aguascalientes", {
    creditLimitMinor: 100_000_00,
  }),
  aburra: colombian("CLI-201", "Abastos del Aburrá", "Carrera 52 # 14-30, Medellín", {
    evidence: FULL,
  }),
  setenta: colombian("CLI-202", "Autoservicio La Setenta", "Carrera 70 # 44-18, Medellín"),
  chapinero: colombian("CLI-203", "Minimercados Chapinero", "Calle 57 # 9-42, Bogotá"),
  andina: colombian("CLI-204", "Cafeterías Andina", "Calle 93 # 13-24, Bogotá", {
    evidence: ["waybill", "signature"],
  }),
  fermin: colombian("CLI-205", "Panaderías San Fermín", "Calle 80 # 68-31, Bogotá"),
} as const satisfies Record<string, Customer>;

export type CustomerKey = keyof typeof CUSTOMERS;

/** What the ERP tells of every customer and agreement, before any order. */
export function customerFacts(anchor: Instant): readonly Fact[] {
  const home = momentsFrom(anchor, HOME_ZONE);
  return Object.values<Customer>(CUSTOMERS).flatMap((customer) => [
    described(customer, home, momentsFrom(anchor, customer.zone)),
    agreed(customer, home),
  ]);
}

function told({ on }: Moments, externalId: string) {
  return { source: "erp", occurredAt: on(-75, "06:00"), externalId };
}

function described(customer: Customer, home: Moments, own: Moments): Fact {
  return {
    type: "customer.described",
    ...told(home, customer.id),
    customerId: customer.id,
    name: customer.name,
    timeZone: customer.zone,
    ...(customer.evidence ? { evidence: [...customer.evidence] } : {}),
    creditLimitMinor: customer.creditLimitMinor,
    creditCurrency: customer.currency,
    paymentDays: customer.paymentDays,
    wantsReminder: customer.wantsReminder,
    leadDays: customer.leadDays,
    routeDays: customer.routeDays.map((day) => weekdayOf(own.date(day))),
  };
}

function agreed(customer: Customer, home: Moments): Fact {
  return {
    type: "agreement.described",
    ...told(home, `${customer.id}:agreement`),
    agreementId: `CON-${customer.id.slice(4)}`,
    customerId: customer.id,
    currency: customer.currency,
    paymentDays: customer.paymentDays,
    validFrom: home.date(-200),
  };
}
