import type pg from "pg";

/** What the tables need of a connection: statements with a name, prepared once. */
export type Db = {
  query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
};
