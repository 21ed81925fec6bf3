import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  isDriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import type pg from "pg";

const CHAR_OID = 18;

/**
 * Prisma's adapter, made able to read PostgreSQL's catalog: its columns of the type "char" (one
 * byte, as in pg_constraint.contype) are asked for by Prisma's schema engine and refused by
 * Prisma's adapter. They are fetched as text here and handed over under the engine's name for them.
 */
export function catalogAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const inner = new PrismaPg(pool);
  const widen = (adapter: SqlDriverAdapter): SqlDriverAdapter => {
    const refused = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      try {
        return await refused(query);
      } catch (error) {
        if (!isDriverAdapterError(error) || error.cause.kind !== "UnsupportedNativeDataType") {
          throw error;
        }
        return readChars(pool, query, refused);
      }
    };
    return adapter;
  };
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: async () => widen(await inner.connect()),
    connectToShadowDb: async () => widen(await inner.connectToShadowDb()),
  };
}

async function readChars(
  pool: pg.Pool,
  query: SqlQuery,
  run: (query: SqlQuery) => Promise<SqlResultSet>,
): Promise<SqlResultSet> {
  const source = `(${query.sql.replace(/;\s*$/, "")}) AS source`;
  const fields = (
    await pool.query<Record<string, never>>(`SELECT * FROM ${source} LIMIT 0`, query.args)
  ).fields;
  const columns = fields.map(({ name, dataTypeID }) => {
    const quoted = `"${name.replaceAll('"', '""')}"`;
    return dataTypeID === CHAR_OID ? `${quoted}::text AS ${quoted}` : quoted;
  });
  const result = await run({ ...query, sql: `SELECT ${columns.join(", ")} FROM ${source}` });
  const columnTypes = result.columnTypes.map((type, index) =>
    fields[index]?.dataTypeID === CHAR_OID ? ColumnTypeEnum.Character : type,
  );
  return { ...result, columnTypes };
}
