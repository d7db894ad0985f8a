// Patterns that a user's format string becomes can be made to backtrack for hours. With this flag the engine turns to its linear matcher
// after 50,000 steps back; the patterns of formats have no look-around and no back-references, so it always can.
import { setFlagsFromString } from "node:v8";

setFlagsFromString("--enable-experimental-regexp-engine-on-excessive-backtracks");
