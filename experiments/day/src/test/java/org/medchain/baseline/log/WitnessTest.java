package org.medchain.baseline.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Bytes;

/** BASE-8: what a witness cosigns, and what it refuses. */
class WitnessTest {
  @TempDir private Path folder;

  private NoteSigner signer;
  private TileLog log;

  @BeforeEach
  void open() throws IOException {
    signer = NoteSigner.at(folder.resolve("key-of-log"), "log.example/x", NoteKey.ED25519);
    log = log("log", 3);
  }

  private TileLog log(String name, int entries) throws IOException {
    TileLog made = TileLog.open(folder.resolve(name), signer);
    for (int i = 0; i < entries; i++) {
      made.append(Bytes.utf8(name + i));
    }
    return made;
  }

  private WitnessProcess witness(boolean honest) throws IOException {
    return new WitnessProcess(folder, signer.key(), "w", honest);
  }

  private static String request(int old, TileLog from) throws IOException {
    StringBuilder head = new StringBuilder("old " + old + "\n");
    from.consistency(old, from.size())
        .path()
        .forEach(each -> head.append(LogCheckpoint.base64(each)).append('\n'));
    return head + "\n" + from.sign(0);
  }

  @Test
  @DisplayName("a witness cosigns what continues what it cosigned, also after a restart (BASE-8)")
  void consistent() throws IOException {
    NoteKey key = NoteKey.parse(witness(true).answer("key", 0).substring(4));
    String first = witness(true).answer(request(0, log), 7);

    assertThat(first).startsWith("200 \u2014 w ");
    String text = log.sign(0).text();
    assertThat(new SignedNote(text, List.of(first.substring(4))).signedBy(key)).isTrue();
    log.append(Bytes.utf8("next"));
    assertThat(witness(true).answer(request(3, log), 8)).startsWith("200 ");
    assertThat(witness(true).answer(request(4, log), 9)).startsWith("200 ");
  }

  @Test
  @DisplayName("a witness refuses a shorter log, another log and a wrong proof (BASE-8)")
  void inconsistent() throws IOException {
    WitnessProcess witness = witness(true);
    assertThat(witness.answer(request(0, log), 1)).startsWith("200 ");

    assertThat(witness.answer(request(2, log("shorter", 2)), 1)).isEqualTo("409 3");
    assertThat(witness.answer(request(3, log("other", 3)), 1)).isEqualTo("409 3");
    assertThat(witness.answer(request(3, log("longer", 5)), 1)).startsWith("422 ");
    assertThat(witness.answer(request(0, log("longer2", 5)), 1)).isEqualTo("409 3");
    log.append(Bytes.utf8("next"));
    String right = request(3, log);
    assertThat(witness.answer(right.replace("old 3", "old 2"), 1)).isEqualTo("409 3");
    assertThat(witness.answer("old 3\n\n" + log.sign(0), 1)).startsWith("422 ");
    assertThat(witness.answer(right.replace("old 3", "old 9"), 1)).startsWith("400 ");
    assertThat(witness.answer(right, 1)).startsWith("200 ");
  }

  @Test
  @DisplayName("a witness refuses what its log did not sign, and what is no request (BASE-8)")
  void unsigned() throws IOException {
    WitnessProcess witness = witness(true);
    NoteSigner thief = NoteSigner.at(folder.resolve("thief"), "log.example/x", NoteKey.ED25519);
    String text = log.sign(0).text();

    SignedNote forged = new SignedNote(text, List.of(thief.line(text, 0)));
    assertThat(witness.answer("old 0\n\n" + forged, 1)).startsWith("403 ");
    String elsewhere = text.replace("/x", "/y");
    SignedNote other = new SignedNote(elsewhere, List.of(signer.line(elsewhere, 0)));
    assertThat(witness.answer("old 0\n\n" + other, 1)).startsWith("403 ");
    for (String bad :
        List.of("old x\n\n" + log.sign(0), "old 0\n", "old 0\nAA\n\n" + log.sign(0))) {
      assertThat(witness.answer(bad, 1)).startsWith("400 ");
    }
  }

  @Test
  @DisplayName("a dishonest witness cosigns two logs of one name (BASE-8)")
  void dishonest() throws IOException {
    WitnessProcess witness = witness(false);
    assertThat(witness.answer(request(0, log), 1)).startsWith("200 ");
    assertThat(witness.answer(request(0, log("other", 2)), 1)).startsWith("200 ");
  }
}
