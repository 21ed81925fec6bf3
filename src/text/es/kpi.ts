import type { KpiText, ProspectsText } from "../kpi-text.ts";

export const kpi: KpiText = {
  name: {
    receivables: "Por cobrar",
    dso: "Días de cobro (DSO)",
    dsoCountback: "DSO por agotamiento",
    bestPossibleDso: "Mejor DSO posible",
    collectionEffectiveness: "Efectividad de cobranza (CEI)",
    onTimeInFull: "A tiempo y completo (OTIF)",
    perfectOrder: "Pedido perfecto",
    billableInADay: "Facturable en 24 h",
    withoutIncident: "Pedidos sin incidente",
    orderToInvoice: "Del pedido a la factura",
    proofTurnaround: "De la entrega a la evidencia",
    filingTurnaround: "De la emisión a la presentación",
    disputes: "Disputas",
    creditNotes: "Notas de crédito",
    blocked: "Monto detenido",
    held: "Horas por equipo",
  },
  counts: {
    receivables: "saldo de las facturas al cierre del periodo, y cuánto está vencido",
    dso: "por cobrar ÷ ventas a crédito del periodo × sus días",
    dsoCountback: "días de las ventas más recientes que suman lo que se debe",
    bestPossibleDso: "como el DSO, solo con lo que aún no vence",
    collectionEffectiveness: "de lo que se podía cobrar en el periodo, cuánto se cobró",
    onTimeInFull:
      "pedidos prometidos para el periodo que llegaron completos, a más tardar el primer día prometido",
    perfectOrder: "de los mismos: además sin daño y con documentos correctos, pedido por pedido",
    billableInADay: "entregas con toda su evidencia antes de 24 h; las más nuevas aún no cuentan",
    withoutIncident: "pedidos cobrados en el periodo que nunca tuvieron un caso",
    orderToInvoice: "tiempo desde el pedido hasta emitir su factura",
    proofTurnaround: "tiempo desde la entrega hasta su último comprobante válido",
    filingTurnaround:
      "tiempo hasta presentarla al cliente o al fisco, y cuántas aceptó a la primera",
    disputes: "tiempo de las resueltas en el periodo, y edad de las que siguen abiertas",
    creditNotes:
      "monto acreditado ÷ monto facturado; evitable: por error nuestro, de las que dicen su motivo",
    blocked:
      "lo que hoy no se puede facturar o cobrar por un caso abierto, por equipo que lo tiene",
    held: "horas que cada equipo tuvo los casos en el periodo; suman la vida de los casos",
  },
  title: (from, to) => `Indicadores · del ${from} al ${to}`,
  weekTitle: (from, to) => `Indicadores de la semana · del ${from} al ${to}`,
  shared: "Los mismos para todos los equipos, por razón social y moneda.",
  weekly: "Los mismos para todos los equipos. Qué cuenta cada uno, y los demás: /remo kpi",
  none: "No hay datos de ese periodo.",
  noData: "sin datos",
  noEntity: "sin razón social",
  partial: "Hay más documentos de los que se cuentan a la vez: son cifras de una parte.",
  owed: (owed, overdue) => (overdue === null ? owed : `${owed}, vencido ${overdue}`),
  days: (days) => (days === "1" ? "1 día" : `${days} días`),
  rate: (percent, part, whole) => `${percent} (${part} de ${whole})`,
  spread: (median, p90, count) => `mediana ${median}, 9 de cada 10 en ${p90} o menos (${count})`,
  firstPass: (rate) => `a la primera ${rate}`,
  openDisputes: (count, isOne, age) =>
    isOne ? `1 abierta desde hace ${age}` : `${count} abiertas, mediana ${age}`,
  creditNotes: (percent, count, isOne, amount) =>
    `${percent === null ? "" : `${percent} · `}${isOne ? "1 nota" : `${count} notas`} por ${amount}`,
  noCreditNotes: "ninguna",
  avoidable: (percent) => `evitable ${percent}`,
  hours: (hours) => `${hours} h`,
  total: (hours) => `total ${hours} h`,
  andMore: (scopes) => `y ${scopes} más`,
  badPeriod: (typed) =>
    `«${typed}» no es un periodo con datos; por ejemplo «semana», «2026-10» u «octubre».`,
};

export const prospects: ProspectsText = {
  title: (count) => `Clientes al corriente con crédito · ${count}`,
  about: "Nada vencido, sin caso de cobranza abierto y con crédito disponible; primero el de más.",
  none: "Ningún cliente con límite de crédito está al corriente y con crédito disponible.",
  noLimits: "Ninguna fuente ha dicho el límite de crédito de los clientes.",
  line: (name, available, limit, orders) =>
    `${name} · disponible ${available} de ${limit} · ${orders}`,
  orders: (count, isOne) =>
    count === "0" ? "sin pedidos todavía" : isOne ? "1 pedido" : `${count} pedidos`,
  andMore: (count) => `y ${count} más`,
};
