import type { OrderLine } from "../../core/fact.ts";
import { sum } from "../../core/order.ts";

/** What the distributor sells, by the box; prices in minor units of each currency. */
const PRODUCTS = {
  CAFE: { sku: "CAF-500", name: "Café molido 500 g, caja 20", mxn: 1_840_00, cop: 400_000_00 },
  ATUN: { sku: "ATU-140", name: "Atún en agua 140 g, caja 48", mxn: 920_00, cop: 202_000_00 },
  GALLETA: { sku: "GAL-24", name: "Galleta de avena, caja 24", mxn: 456_00, cop: 100_000_00 },
  AGUA: { sku: "AGU-600", name: "Agua mineral 600 ml, caja 24", mxn: 168_00, cop: 36_000_00 },
  JUGO: { sku: "JUG-1L", name: "Jugo de guayaba 1 L, caja 12", mxn: 312_00, cop: 68_500_00 },
  CHOCOLATE: { sku: "CHO-12", name: "Chocolate de mesa, caja 12", mxn: 1_450_00, cop: 318_000_00 },
  ACEITE: {
    sku: "ACE-500",
    name: "Aceite de oliva 500 ml, caja 12",
    mxn: 4_100_00,
    cop: 890_000_00,
  },
  ARROZ: { sku: "ARR-1K", name: "Arroz 1 kg, caja 20", mxn: 540_00, cop: 92_000_00 },
} as const;

type Product = keyof typeof PRODUCTS;
export type StoryCurrency = "MXN" | "COP";
/** Boxes of each product, in the order of the document's lines. */
export type Basket = Readonly<Partial<Record<Product, number>>>;

const UNIT = "cajas";

/** A basket as order lines; the other documents' lines have the same shape. */
export function linesOf(basket: Basket, currency: StoryCurrency): OrderLine[] {
  return productsIn(basket).map(([product, quantity], index) => {
    const { sku, name, mxn, cop } = PRODUCTS[product];
    return {
      lineId: String(index + 1),
      sku,
      description: name,
      quantity,
      unit: UNIT,
      amountMinor: quantity * (currency === "MXN" ? mxn : cop),
    };
  });
}

export function totalOf(basket: Basket, currency: StoryCurrency): number {
  return sum(linesOf(basket, currency).map(({ amountMinor }) => amountMinor ?? 0));
}

function productsIn(basket: Basket): readonly (readonly [Product, number])[] {
  return Object.keys(PRODUCTS)
    .filter((key): key is Product => key in basket)
    .map((product) => [product, basket[product] ?? 0] as const);
}
