// Checks proofs of a log with the verifier of Sigstore's clients. Reads cases from standard input:
// [{origin, logId, publicKey, checkpoint, index, hashes, entry}], all bytes in base 64; prints a
// line for each: accepted, or refused and the verifier's reason.
const { createRequire } = require("module");
const { readFileSync } = require("fs");
const load = createRequire(process.cwd() + "/");
const { verifyTLogInclusion } = load("@sigstore/verify/dist/tlog/index.js");
const { crypto } = load("@sigstore/core");

const bytes = (text) => Buffer.from(text, "base64");
for (const each of JSON.parse(readFileSync(0, "utf8"))) {
  const trusted = [
    {
      baseURL: "https://" + each.origin,
      logID: bytes(each.logId),
      publicKey: crypto.createPublicKey(bytes(each.publicKey)),
      validFor: { start: new Date(0), end: new Date(8640000000000000) },
    },
  ];
  const entry = {
    canonicalizedBody: bytes(each.entry),
    inclusionProof: {
      logIndex: String(each.index),
      hashes: each.hashes.map(bytes),
      checkpoint: { envelope: bytes(each.checkpoint).toString("utf8") },
    },
  };
  try {
    verifyTLogInclusion(entry, trusted);
    console.log("accepted");
  } catch (refusal) {
    console.log("refused: " + refusal.message);
  }
}
