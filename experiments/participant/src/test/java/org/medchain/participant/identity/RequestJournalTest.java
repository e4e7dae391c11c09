package org.medchain.participant.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.Operations;
import org.medchain.contract.registration.AskBalance;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;

/** PROC-3: what was sent is on the disk before, and is the same request after a restart. */
class RequestJournalTest {
  private static final Operations OPERATIONS =
      new Operations(new Ed25519(), Hash.MAX, new Ed25519().keyPair(Bytes.of(new byte[32])));

  @TempDir private Path temp;

  private Path file() {
    return temp.resolve("requests.json");
  }

  private static Transaction sign(long number) {
    return OPERATIONS.sign(number, new AskBalance());
  }

  @Test
  void aRequestWithoutResultIsFoundAgain() throws IOException {
    RequestJournal first = RequestJournal.open(file());
    assertThat(first.pending()).isEmpty();
    Transaction request = first.begin(RequestJournalTest::sign);
    assertThat(request.request().sequence()).isEqualTo(1);

    RequestJournal again = RequestJournal.open(file());
    assertThat(again.pending()).contains(request);
    assertThatThrownBy(() -> again.begin(RequestJournalTest::sign))
        .isInstanceOf(IllegalStateException.class);
    again.end(7);

    RequestJournal after = RequestJournal.open(file());
    assertThat(after.pending()).isEmpty();
    assertThat(after.height()).isEqualTo(7);
    assertThat(after.begin(RequestJournalTest::sign).request().sequence()).isEqualTo(2);
  }

  @Test
  void withoutAFileTheLastNumberIsAskedFor() throws IOException {
    RequestJournal lost = RequestJournal.open(file());
    lost.startAfter(9);
    lost.startAfter(4);
    assertThat(lost.begin(RequestJournalTest::sign).request().sequence()).isEqualTo(10);
    assertThat(RequestJournal.open(file()).last()).isEqualTo(10);
  }

  @Test
  void itIsTheOwnersAlone() throws IOException {
    Transaction unused = RequestJournal.open(file()).begin(RequestJournalTest::sign);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  /** Guessing a number could lose a request, or send it twice. */
  @Test
  void aDamagedOneIsRefusedWithItsName() throws IOException {
    String pending = sign(3).encoded().toHex();
    for (String text :
        new String[] {
          "",
          "[]",
          "{\"last\": -1}",
          "{\"last\": 2, \"pending\": \"" + pending + "\"}",
          "{\"last\": 3, \"pending\": \"" + pending.substring(2) + "\"}",
          "{\"last\": 3, \"pending\": \"zz\"}"
        }) {
      Files.writeString(file(), text);
      assertThatThrownBy(() -> RequestJournal.open(file()))
          .as(text)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("requests.json");
    }
  }
}
