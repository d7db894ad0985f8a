// DuckDB doing nothing but count the lines of a file: the floor that the whole command is measured against.
import { DuckDBInstance } from "@duckdb/node-api";

const [file = ""] = process.argv.slice(2);
const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
await connection.run(
  `SELECT count(*) FROM read_csv('${file.replaceAll("'", "''")}', columns = {'line': 'VARCHAR'}, delim = '', quote = '', escape = '',
   header = false, auto_detect = false, new_line = '\\n', max_line_size = 2097152)`,
);
