package org.medchain.baseline.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.launcher.Tools;
import tools.jackson.databind.json.JsonMapper;

/**
 * BASE-7: Sigstore's verifier accepts the log's checkpoints and proofs, and refuses forged ones. It
 * checks the log's own signature line and the inclusion proof; lines of witnesses it passes over.
 */
@Tag("process")
class ForeignVerifierTest {
  private static final String VERIFIER = "@sigstore/verify@3.1.1";

  /** Of an Ed25519 key in the form that the verifier reads (RFC 8410). */
  private static final String KEY_PREFIX = "302a300506032b6570032100";

  private static final int ENTRIES = 300;

  @TempDir private Path folder;
  private NoteSigner signer;
  private TileLog log;
  private LogWitness witness;

  @BeforeEach
  void start() throws IOException {
    boolean demanded = "true".equals(System.getenv("CI"));
    boolean there = Tools.find("npm").isPresent() && Tools.find("node").isPresent();
    assumeTrue(there || demanded, "npm is not installed: Sigstore's verifier checks nothing");
    signer = NoteSigner.at(folder.resolve("key"), "log.hospital.example/records", NoteKey.ED25519);
    log = TileLog.open(folder.resolve("log"), signer);
    for (int i = 0; i < ENTRIES; i++) {
      log.append(Bytes.utf8("entry " + i));
    }
    witness = LogWitness.start(folder.resolve("w"), "w.example/w", signer.key(), true);
  }

  @AfterEach
  void stop() throws IOException {
    if (witness != null) {
      witness.close();
      log.close();
    }
  }

  @Test
  @DisplayName(
      "Sigstore's verifier accepts a cosigned checkpoint's proofs, and no forged ones (BASE-7)")
  void sigstore() throws Exception {
    SignedNote own = log.sign(0);
    String line = witness.cosign(log, own).substring(4);
    SignedNote note = new SignedNote(own.text(), List.of(own.signatures().get(0), line));
    assertThat(note.signedBy(witness.key())).isTrue();
    String text = note.toString();
    List<Map<String, Object>> cases = new ArrayList<>();
    for (int place : List.of(0, 1, 255, 256, 298, 299)) {
      cases.add(proof(place, text));
    }
    int honest = cases.size();
    Map<String, Object> otherEntry = proof(7, text);
    otherEntry.put("entry", base64(Bytes.utf8("entry 8")));
    cases.add(otherEntry);
    Map<String, Object> otherPlace = proof(7, text);
    otherPlace.put("index", 8);
    cases.add(otherPlace);
    cases.add(proof(7, text.replace("\n300\n", "\n301\n")));
    cases.add(proof(7, new SignedNote(note.text(), List.of(line)).toString()));
    NoteSigner thief = NoteSigner.at(folder.resolve("thief"), signer.key().name(), NoteKey.ED25519);
    List<String> stolen = List.of(thief.line(note.text(), 0));
    cases.add(proof(7, new SignedNote(note.text(), stolen).toString()));

    List<String> said = verify(cases);

    assertThat(said).hasSize(cases.size());
    assertThat(said.subList(0, honest)).containsOnly("accepted");
    assertThat(said.subList(honest, said.size()))
        .containsExactly(
            "refused: calculated root hash does not match inclusion proof",
            "refused: calculated root hash does not match inclusion proof",
            "refused: invalid checkpoint signature",
            "refused: invalid checkpoint signature",
            "refused: invalid checkpoint signature");
  }

  private Map<String, Object> proof(int place, String checkpoint) {
    NoteKey key = signer.key();
    Bytes id = new Encoder().raw(Bytes.utf8(key.name() + "\n")).uint8(1).value(key.key()).toBytes();
    Map<String, Object> proof = new TreeMap<>();
    proof.put("origin", key.name());
    proof.put("logId", base64(Hash.of(id).toBytes()));
    proof.put("publicKey", base64(Bytes.fromHex(KEY_PREFIX + key.key())));
    proof.put("checkpoint", base64(Bytes.utf8(checkpoint)));
    proof.put("index", place);
    proof.put("entry", base64(Bytes.utf8("entry " + place)));
    List<Hash> path = log.inclusion(place, ENTRIES).path();
    proof.put("hashes", path.stream().map(LogCheckpoint::base64).toList());
    return proof;
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }

  private List<String> verify(List<Map<String, Object>> cases) throws Exception {
    Path npm = Files.createDirectory(folder.resolve("npm"));
    Files.writeString(npm.resolve("cases.json"), JsonMapper.shared().writeValueAsString(cases));
    try (InputStream script = ForeignVerifierTest.class.getResourceAsStream("verify.cjs")) {
      Files.copy(script, npm.resolve("verify.cjs"));
    }
    run(npm, "npm", "install", "--no-save", "--no-audit", "--no-fund", VERIFIER);
    return run(npm, "node", "verify.cjs").lines().toList();
  }

  private static String run(Path in, String... words) throws Exception {
    Path said = in.resolve("said.txt");
    Process process =
        new ProcessBuilder(words)
            .directory(in.toFile())
            .redirectInput(in.resolve("cases.json").toFile())
            .redirectOutput(said.toFile())
            .redirectError(in.resolve("errors.txt").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(in.resolve("errors.txt"))).isZero();
    return Files.readString(said, StandardCharsets.UTF_8);
  }
}
