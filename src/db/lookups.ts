import type pg from "pg";
import type { Lookups } from "../app/lookups.ts";
import { OFFICE } from "../core/fact.ts";
import { newOffice } from "../core/office.ts";
import { idOf } from "../core/subject.ts";
import { agingOfAll } from "./aging-reads.ts";
import { casesOfCustomer, recentlyOf } from "./customer-reads.ts";
import { monthEndOf } from "./month-end-reads.ts";
import { customerNamed, similarCustomers } from "./similar-customers.ts";
import { storedOf, SUBJECT_COLUMNS, type SubjectRow } from "./subjects-table.ts";

const MOST_SOURCES = 100;

/** `zone` is that of customers that say none; `worth` what a minor unit of each currency weighs. */
export function createLookups(pool: pg.Pool, zone: string, worth: string): Lookups {
  return {
    async office() {
      const { rows } = await pool.query<SubjectRow>({
        name: "office",
        text: `SELECT ${SUBJECT_COLUMNS} FROM subjects WHERE key = $1`,
        values: [OFFICE],
      });
      const subject = rows[0] && storedOf(rows[0]).subject;
      return subject?.kind === "office" ? subject.state : newOffice(idOf(OFFICE));
    },
    customer: (typed) => customerNamed(pool, typed),
    similarCustomers: (typed, limit) => similarCustomers(pool, typed, limit),
    recentlyOf: (customerId) => recentlyOf(pool, customerId),
    casesOfCustomer: (customerId, limit) => casesOfCustomer(pool, customerId, limit, worth),
    aging: (now, limit) => agingOfAll(pool, now, limit, { zone, worth }),
    monthEnd: (before, rules, limit) => monthEndOf(pool, before, rules, limit, worth),
    async sources() {
      const { rows } = await pool.query<{ id: string }>({
        name: "sources",
        text: `
          SELECT substr(key, 8) AS id FROM subjects
          WHERE key >= 'source:' AND key < 'source:' || U&'\\FFFF'
          ORDER BY key LIMIT ${MOST_SOURCES}`,
      });
      return rows.map(({ id }) => id);
    },
  };
}
