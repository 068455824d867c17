// crypto.mjs -- a global that pages and node 20 have, and node 18 has not.
//
// Imported for its effect, before what draws random bytes.

import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;
