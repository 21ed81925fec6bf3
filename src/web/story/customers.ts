import type { EvidenceKind, Fact } from "../../core/fact.ts";
import type { Moments } from "./moments.ts";
import type { StoryCurrency } from "./goods.ts";

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
};

type Demands = { readonly evidence?: readonly EvidenceKind[]; readonly paymentDays?: number };

function mexican(id: string, name: string, address: string, demands: Demands = {}): Customer {
  return {
    id,
    name,
    address,
    currency: "MXN",
    zone: "America/Mexico_City",
    salesRep: "Mariana Ríos",
    evidence: demands.evidence ?? null,
    paymentDays: demands.paymentDays ?? 15,
  };
}

function colombian(id: string, name: string, address: string, demands: Demands = {}): Customer {
  return {
    ...mexican(id, name, address, demands),
    currency: "COP",
    zone: "America/Bogota",
    salesRep: "Andrés Cárdenas",
    paymentDays: demands.paymentDays ?? 30,
  };
}

const FULL: readonly EvidenceKind[] = ["waybill", "signature", "photo"];

/** Invented names: whoever recognises one is mistaken. */
export const CUSTOMERS = {
  bajio: mexican("CLI-101", "Distribuidora del Bajío", "Blvd. Aeropuerto 1840, León", {
    evidence: FULL,
    paymentDays: 30,
  }),
  central: mexican("CLI-102", "Abarrotes Central", "Av. Central 120, Guadalajara"),
  roble: mexican("CLI-103", "Tiendas El Roble", "Calz. de los Héroes 512, León"),
  tapatia: mexican("CLI-104", "Hotel Casa Tapatía", "Av. Vallarta 2375, Guadalajara", {
    evidence: ["waybill", "stamp"],
  }),
  lupita: mexican("CLI-105", "Cremería Lupita", "Mercado San Juan 14, Guadalajara"),
  frontera: {
    ...mexican("CLI-106", "Comercial de la Frontera", "Blvd. Díaz Ordaz 6020, Tijuana"),
    zone: "America/Tijuana",
  },
  aburra: colombian("CLI-201", "Abastos del Aburrá", "Carrera 52 # 14-30, Medellín", {
    evidence: FULL,
  }),
  setenta: colombian("CLI-202", "Autoservicio La Setenta", "Carrera 70 # 44-18, Medellín"),
  chapinero: colombian("CLI-203", "Minimercados Chapinero", "Calle 57 # 9-42, Bogotá"),
  andina: colombian("CLI-204", "Cafeterías Andina", "Calle 93 # 13-24, Bogotá", {
    evidence: ["waybill", "signature"],
  }),
} as const satisfies Record<string, Customer>;

export type CustomerKey = keyof typeof CUSTOMERS;

/** What the ERP tells of every customer and agreement, before any order. */
export function customerFacts(moments: Moments): readonly Fact[] {
  const envelope = { source: "erp", occurredAt: moments.on(-20, "06:00") };
  return Object.values<Customer>(CUSTOMERS).flatMap((customer): Fact[] => [
    {
      type: "customer.described",
      ...envelope,
      externalId: customer.id,
      customerId: customer.id,
      name: customer.name,
      timeZone: customer.zone,
      ...(customer.evidence ? { evidence: [...customer.evidence] } : {}),
    },
    {
      type: "agreement.described",
      ...envelope,
      externalId: `${customer.id}:agreement`,
      agreementId: `CON-${customer.id.slice(4)}`,
      customerId: customer.id,
      currency: customer.currency,
      paymentDays: customer.paymentDays,
      validFrom: moments.date(-200),
    },
  ]);
}
