package org.medchain.baseline.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Bytes;

/** BASE-8: witnesses as processes. */
@Tag("process")
class WitnessProcessTest {
  @TempDir private Path folder;

  private TileLog log(String name, NoteSigner signer, int entries) throws IOException {
    TileLog log = TileLog.open(folder.resolve(name), signer);
    for (int i = 0; i < entries; i++) {
      log.append(Bytes.utf8(name + i));
    }
    return log;
  }

  @Test
  @DisplayName("a witness that was restarted still refuses a log with its tail cut off (BASE-8)")
  void restarted() throws IOException {
    NoteSigner signer = NoteSigner.at(folder.resolve("key"), "log.example/x", NoteKey.ED25519);
    NoteKey before;
    try (TileLog log = log("log", signer, 9);
        LogWitness witness =
            LogWitness.start(folder.resolve("w"), "w.example/1", signer.key(), true)) {
      assertThat(witness.cosign(log, log.sign(0))).startsWith("200 ");
      before = witness.key();
    }
    try (TileLog log = log("log", signer, 1);
        TileLog cut = log("cut", signer, 8);
        TileLog other = log("other", signer, 20);
        LogWitness witness =
            LogWitness.start(folder.resolve("w"), "w.example/1", signer.key(), true);
        LogWitness dishonest =
            LogWitness.start(folder.resolve("d"), "w.example/2", signer.key(), false)) {
      assertThat(witness.key()).isEqualTo(before);
      assertThat(witness.cosign(cut, cut.sign(0))).startsWith("400 ");
      assertThat(witness.cosign(other, other.sign(0))).startsWith("422 ");
      assertThat(witness.cosign(log, log.sign(0))).startsWith("200 ");
      assertThat(dishonest.cosign(log, log.sign(0))).startsWith("200 ");
      assertThat(dishonest.cosign(cut, cut.sign(0))).startsWith("200 ");
      assertThat(dishonest.cpuNs()).isPositive();
    }
  }
}
