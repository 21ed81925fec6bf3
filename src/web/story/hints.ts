import { en } from "../../text/en.ts";
import { es } from "../../text/es.ts";
import type { Lang } from "../../text/format.ts";

/**
 * The five-minute tour: what to do on the page, one sentence a step, and what comes of it.
 * Buttons are named as the cards name them.
 */
export function storyHints(lang: Lang): readonly string[] {
  return lang === "es" ? spanish() : english();
}

function spanish(): readonly string[] {
  const { action } = es;
  return [
    "Abrir #logistica y mirar medio minuto: llega el cambio de dirección de PED-1061, y la " +
      "tarjeta de PED-1042 marca por sí sola la guía que faltaba.",
    `Como Lucía Herrera (Logística), en PED-1042 de #logistica, usar «${action["attach-proof"]}» ` +
      "dos veces, una para la firma de recibido y otra para la foto: MXN 184,000.00 quedan listos " +
      "para facturar.",
    `También como Lucía, en Logística de Teams, pulsar «${action["confirm-change"]}» en PED-1061: la ` +
      "tarjeta se cierra a la vez en Teams y, en Slack, en #logistica y #ventas, y dice quién confirmó.",
    "Como Andrés Cárdenas (Ventas), cuando PED-1040 aparezca en #ventas con un faltante de 3 " +
      `cajas y la factura FAC-2210 encima, pulsar «${action["bill-delivered"]}»: el caso pasa a ` +
      "Cobranza, que tiene que corregir esa factura.",
    `Como Emily Carter (Cobranza, lee en inglés), en PED-1046 de #cobranza, usar ` +
      `«${action["invoice-issued"]}» con el número FAC-2301: COP 23.420.000 dejan de estar sin ` +
      "facturar.",
    "Como Rodrigo Beltrán (Contraloría), en PED-1050 de #contraloria, pulsar " +
      `«${action["approve-credit"]} MXN 24,600.00»: la nota de crédito que pidió Mariana Ríos queda ` +
      "aprobada, y Cobranza la tiene que emitir. Quien la pidió no puede aprobarla.",
    "En cualquier canal, escribir `/remo estado PED-1042` y después `/remo casos`: responde con lo " +
      "mismo que muestran las tarjetas.",
    "También como Rodrigo, que lee todos los canales, pulsar «+1 h»: PED-1053 sigue facturado sin " +
      "entregar. Después «+1 día» dos veces: el TMS calla, y a medianoche se rompen la promesa de " +
      "entrega de PED-1055 y la de pago de PED-1029.",
  ];
}

function english(): readonly string[] {
  const { action } = en;
  return [
    "Open #logistica and watch for half a minute: the new address of PED-1061 comes in, and the " +
      "card of PED-1042 ticks off the missing waybill by itself.",
    `As Lucía Herrera (Logistics), on PED-1042 in #logistica, use “${action["attach-proof"]}” ` +
      "twice, once for the signature and once for the photo: MXN 184,000.00 is ready to be " +
      "invoiced.",
    `Still as Lucía, in Logística under Teams, press “${action["confirm-change"]}” on PED-1061: the ` +
      "card closes in Teams and, in Slack, in #logistica and #ventas at once, and says who confirmed.",
    "As Andrés Cárdenas (Sales), once PED-1040 is in #ventas, 3 boxes short and with invoice " +
      `FAC-2210 on top, press “${action["bill-delivered"]}”: the case goes to Collections, who ` +
      "must correct that invoice.",
    `As Emily Carter (Collections, reads English), on PED-1046 in #cobranza, use ` +
      `“${action["invoice-issued"]}” with the number FAC-2301: COP 23.420.000 no longer waits ` +
      "for an invoice.",
    "As Rodrigo Beltrán (controller), on PED-1050 in #contraloria, press " +
      `“${action["approve-credit"]} MXN 24,600.00”: the credit note that Mariana Ríos asked for is ` +
      "approved, and Collections must post it. Whoever asked for it cannot approve it.",
    "In any channel, type `/remo status PED-1042` and then `/remo cases`: the answer is what the " +
      "cards show.",
    "Still as Rodrigo, who reads every channel, press “+1 h”: PED-1053 is still invoiced and not " +
      "delivered. Then “+1 day” twice: the TMS falls silent, and at midnight two promises break, to " +
      "deliver PED-1055 and to pay PED-1029.",
  ];
}
