import type { HelpText } from "../command-texts.ts";

const UNTIL = "Hasta cuándo: «2h», «mañana 9:00», «viernes», «15/12», «2026-12-01».";

export const help: HelpText = {
  title: "Remo · ayuda",
  more: "Más de un comando, con ejemplo: /remo ayuda pausar",
  task: {
    look: "Ver",
    collect: "Cobrar",
    act: "Mover un caso",
    arrange: "Organizarse",
    self: "Mi cuenta",
  },
  verb: {
    status: {
      usage: "estado PED-1042",
      what: "dónde está el pedido, quién lo tiene y qué falta",
      detail: ["Sirve el número del pedido, de su entrega o de su factura, o solo «1042»."],
      example: "estado ENT-881",
    },
    cases: {
      usage: "casos [equipo]",
      what: "mis casos abiertos, lo más grave primero; «equipo», los de este canal",
      detail: [
        "Primero los asignados a mí, después los que tienen mis equipos; lo más grave y el monto " +
          "más alto arriba.",
        "«/remo casos equipo» muestra los del equipo de este canal.",
      ],
      example: "casos equipo",
    },
    why: {
      usage: "porque PED-1042",
      what: "por qué hay un caso: regla, hechos, umbrales y quién puede responder",
      detail: ["Los umbrales son los del archivo de reglas, con su nombre allí."],
      example: "porque PED-1042",
    },
    evidence: {
      usage: "evidencia PED-1042",
      what: "comprobantes entregados y pendientes",
      detail: ["Por entrega: lo que llegó, de quién y cuándo, y lo que exige el cliente y falta."],
      example: "evidencia FAC-2210",
    },
    customer: {
      usage: "cliente NOMBRE",
      what: "la ficha antes de una visita: saldo, vencido, crédito, promesas, casos y entregas",
      detail: ["Sirve el número del cliente o su nombre; si no es exacto, salen los parecidos."],
      example: "cliente Distribuidora del Bajío",
    },
    aging: {
      usage: "antigüedad [CLIENTE]",
      what: "lo que se debe por días de vencido, de un cliente o de todos",
      detail: ["Por moneda: al corriente, 1–30, 31–60, 61–90 y más de 90 días."],
      example: "antigüedad Abarrotes Lupita",
    },
    close: {
      usage: "cierre [MES]",
      what: "qué detiene todavía el cierre del mes, por monto",
      detail: [
        "Entregado sin facturar, evidencia pendiente, facturas rechazadas, sin presentar o en " +
          "disputa, notas de crédito y periodos pendientes.",
        "El mes se escribe «2026-11» o «noviembre»; sin mes, el actual.",
      ],
      example: "cierre noviembre",
    },
    kpi: {
      usage: "kpi [MES | semana]",
      what: "los indicadores, los mismos para todos los equipos, y qué cuenta cada uno",
      detail: [
        "Sin más, los últimos 30 días; «semana», los últimos 7; un mes se escribe «2026-10» u " +
          "«octubre».",
        "Los montos van por razón social y moneda, y nunca se suman entre sí.",
        "También como «indicadores». Cada semana sale un resumen en el canal de cada equipo.",
      ],
      example: "kpi octubre",
    },
    prospects: {
      usage: "prospectos",
      what: "clientes al corriente con crédito disponible, para visitar",
      detail: [
        "Nada vencido, sin caso de cobranza abierto y con crédito: el límite menos lo que se debe y " +
          "lo pedido sin facturar.",
        "Cada semana sale también en el canal de Ventas.",
      ],
      example: "prospectos",
    },
    promise: {
      usage: "promesa FACTURA FECHA [MONTO]",
      what: "registrar cuándo pagará el cliente",
      detail: ["Sin monto, se promete todo lo que se debe. Remo avisa si no se cumple."],
      example: "promesa FAC-2210 viernes 50,000",
    },
    dispute: {
      usage: "disputa FACTURA [CAUSA]",
      what: "registrar que el cliente objeta una factura",
      detail: [
        "La causa es un código (PRI, QTY, DEL…) o palabras: «precio», «faltaron 3 cajas».",
        "Mientras dure la disputa, la factura no se cobra como vencida.",
      ],
      example: "disputa FAC-2210 PRI acordado a 120",
    },
    credit: {
      usage: "crédito FACTURA MONTO",
      what: "pedir una nota de crédito",
      detail: ["La aprueba otra persona, según el monto."],
      example: "crédito FAC-2210 12,300",
    },
    comment: {
      usage: "comentar PED-1042 TEXTO",
      what: "decir algo a quienes ven un caso, en Slack y en Teams",
      detail: [
        "No cambia nada del caso. También se pasa lo que se escribe en el hilo de una tarjeta.",
      ],
      example: "comentar PED-1042 el chofer llama a las cinco",
    },
    escalate: {
      usage: "escalar PED-1042 [MOTIVO]",
      what: "llamar a quien decide",
      detail: ["Sin motivo se abre el diálogo que lo pide. Lo ven los equipos del caso."],
      example: "escalar PED-1042 el cliente cancela mañana",
    },
    assign: {
      usage: "asignar PED-1042 @persona",
      what: "dar un caso a una persona",
      detail: ["La persona se menciona con @. Puede quien tiene el caso o lo sigue."],
      example: "asignar PED-1042 @luis",
    },
    watch: {
      usage: "seguir PED-1042",
      what: "recibir un caso por mensaje directo",
      detail: ["seguir fin PED-1042 lo termina."],
      example: "seguir PED-1042",
    },
    snooze: {
      usage: "pausar PED-1042 hasta CUÁNDO",
      what: "no oír de un caso hasta una hora, o hasta que algo cambie",
      detail: [
        UNTIL,
        "También: «hasta que cambie la ETA», «hasta que pase de 50000», «hasta que responda el " +
          "cliente»; sin hora, a más tardar en 7 días.",
      ],
      example: "pausar PED-1042 hasta que cambie la ETA",
    },
    silence: {
      usage: "silencio [cliente X] [regla Y] [almacén Z] hasta CUÁNDO [motivo M]",
      what: "callar casos así por un tiempo; solo, la lista",
      detail: [
        "Una regla, un cliente o un almacén enteros los calla un líder; una regla con un " +
          "cliente, también los equipos de esa regla. A lo más 30 días.",
        UNTIL,
        "«/remo silencio» los lista y «/remo silencio fin ID» termina uno.",
      ],
      example: "silencio regla evidence-missing cliente CLI-9 hasta viernes motivo inventario",
    },
    maintenance: {
      usage: "mantenimiento FUENTE hasta CUÁNDO",
      what: "avisar que una fuente callará; solo, la lista",
      detail: [
        "Lo hace administración, a lo más por 30 días.",
        "«/remo mantenimiento fin FUENTE» lo termina.",
      ],
      example: "mantenimiento erp hasta mañana 6:00",
    },
    duty: {
      usage: "turno [tomar | @persona] [EQUIPO] [desde CUÁNDO] [hasta CUÁNDO]",
      what: "quién está de turno, tomarlo o darlo",
      detail: [
        "Cada quien puede tomar el turno de su equipo; sus líderes lo dan a otra persona.",
        "Sin «desde», empieza ya; sin «hasta», termina mañana a las 8:00.",
      ],
      example: "turno @luis desde viernes 18:00 hasta lunes 8:00",
    },
    delegate: {
      usage: "delegado @persona [desde CUÁNDO] hasta CUÁNDO",
      what: "quién aprueba en mi lugar",
      detail: [
        "Solo por lo que a uno mismo le toca aprobar, y a lo más por 90 días.",
        "«/remo delegado» muestra quién es y «/remo delegado fin» lo termina.",
      ],
      example: "delegado @marta desde 21/12 hasta 4/1",
    },
    me: {
      usage: "yo",
      what: "quién soy para Remo: equipos, funciones, cuentas, turno y casos",
      detail: ["Mis casos vienen con los asignados a mí primero."],
      example: "yo",
    },
    link: {
      usage: "vincular [CÓDIGO]",
      what: "unir mis cuentas de Slack y de Teams",
      detail: [
        "Sin código muestra uno; se escribe en la otra plataforma antes de 10 minutos y sirve " +
          "una sola vez.",
      ],
      example: "vincular 7K3M-Q9TD-2XWB",
    },
    help: {
      usage: "ayuda [COMANDO]",
      what: "esta lista, o un comando con ejemplo",
      detail: ["Los comandos se escriben en español o en inglés."],
      example: "ayuda pausar",
    },
  },
};
