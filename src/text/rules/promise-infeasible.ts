import { weekdays } from "../weekdays.ts";
import type { RuleTexts } from "../rule-text.ts";

export const promiseInfeasible: RuleTexts<"promise-infeasible"> = {
  es: {
    tag: "Fecha imposible",
    title: ({ promisedOn, tooSoon }, f) =>
      tooSoon
        ? `prometido para el ${f.date(promisedOn)}, antes de lo que puede llegar`
        : `prometido para el ${f.date(promisedOn)}, día sin ruta`,
    why: ({ tooSoon, offRoute, leadDays, routeDays, offerOn }, f) =>
      `${[
        tooSoon
          ? `Este cliente necesita ${leadDays === 1 ? "1 día" : `${leadDays} días`} desde el pedido.`
          : null,
        offRoute ? `Su ruta sale ${f.list(weekdays("es", routeDays))}.` : null,
      ]
        .filter((part) => part !== null)
        .join(
          " ",
        )} La primera fecha que se puede cumplir es el ${f.date(offerOn)}: ofrecerla hoy evita una promesa rota y una entrega fuera de ruta.`,
    fields: ({ promisedOn, offerOn }, f) => [
      ["Prometido", f.date(promisedOn)],
      ["Se puede ofrecer", f.date(offerOn)],
    ],
  },
  en: {
    tag: "Infeasible date",
    title: ({ promisedOn, tooSoon }, f) =>
      tooSoon
        ? `promised for ${f.date(promisedOn)}, sooner than it can arrive`
        : `promised for ${f.date(promisedOn)}, a day without a route`,
    why: ({ tooSoon, offRoute, leadDays, routeDays, offerOn }, f) =>
      `${[
        tooSoon
          ? `This customer needs ${leadDays === 1 ? "1 day" : `${leadDays} days`} from the order.`
          : null,
        offRoute ? `Its route runs on ${f.list(weekdays("en", routeDays))}.` : null,
      ]
        .filter((part) => part !== null)
        .join(
          " ",
        )} The first date that can be kept is ${f.date(offerOn)}: offering it today avoids a broken promise and a delivery off the route.`,
    fields: ({ promisedOn, offerOn }, f) => [
      ["Promised", f.date(promisedOn)],
      ["Can be offered", f.date(offerOn)],
    ],
  },
};
