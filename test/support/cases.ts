// fast-check, drawing the same cases in every ordinary run, so that a landing is judged by what it changes and not by chance; a long run
// (MEMORIA_LONG) draws others each time, and MEMORIA_SEED those of one seed.
import fc from "fast-check";

const seed = process.env["MEMORIA_SEED"] ?? (process.env["MEMORIA_LONG"] === undefined ? "2024" : null);
if (seed !== null) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });

export default fc;
