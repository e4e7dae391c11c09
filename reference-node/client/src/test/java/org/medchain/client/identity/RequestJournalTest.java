package org.medchain.client.identity;

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
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** PROC-3: a request is on the disk before it is sent, and is the same request after a restart. */
class RequestJournalTest {
  private static final Operations OPERATIONS =
      new Operations(new Ed25519(), Hash.MAX, new Ed25519().keyPair(Bytes.of(new byte[32])));

  private static final String COMMAND = "redeem 10";

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
    Transaction request = first.begin(COMMAND, RequestJournalTest::sign);
    assertThat(request.request().sequence()).isEqualTo(1);

    RequestJournal again = RequestJournal.open(file());
    assertThat(again.pending()).contains(new RequestJournal.SentRequest(COMMAND, request));
    assertThatThrownBy(() -> again.begin(COMMAND, RequestJournalTest::sign))
        .isInstanceOf(IllegalStateException.class);
    again.end(7);

    RequestJournal after = RequestJournal.open(file());
    assertThat(after.pending()).isEmpty();
    assertThat(after.height()).isEqualTo(7);
    assertThat(after.begin(COMMAND, RequestJournalTest::sign).request().sequence()).isEqualTo(2);
  }

  private static Receipt receipt(Transaction request) {
    return new Receipt(request.request(), Receipt.OK, Bytes.utf8("voucher"));
  }

  private static UntoldResult ordered(RequestJournal journal, String command, long height)
      throws IOException {
    Transaction request = journal.begin(command, RequestJournalTest::sign);
    journal.end(height, receipt(request));
    return new UntoldResult(command, request, receipt(request), height);
  }

  @Test
  void aResultIsKeptUnderItsCommandUntilItIsTold() throws IOException {
    RequestJournal first = RequestJournal.open(file());
    UntoldResult result = ordered(first, COMMAND, 7);
    UntoldResult other = ordered(first, "draft", 8);
    UntoldResult second = ordered(first, COMMAND, 9);

    RequestJournal again = RequestJournal.open(file());
    assertThat(again.pending()).isEmpty();
    assertThat(again.height()).isEqualTo(9);
    assertThat(again.untold(COMMAND)).containsExactly(result, second);
    assertThat(again.untold("redeem 11")).isEmpty();
    again.told(again.untold(COMMAND));

    RequestJournal after = RequestJournal.open(file());
    assertThat(after.untold(COMMAND)).isEmpty();
    assertThat(after.untold("draft")).containsExactly(other);
    assertThat(after.last()).isEqualTo(3);
  }

  @Test
  void moreResultsThanAreKeptPushTheOldestOut() throws IOException {
    RequestJournal journal = RequestJournal.open(file());
    for (int i = 0; i <= RequestJournal.MAX_UNTOLD; i++) {
      UntoldResult unused = ordered(journal, "redeem " + i, i);
    }
    RequestJournal again = RequestJournal.open(file());
    assertThat(again.untold("redeem 0")).isEmpty();
    assertThat(again.untold("redeem 1")).hasSize(1);
    assertThat(again.untold("redeem " + RequestJournal.MAX_UNTOLD)).hasSize(1);
  }

  @Test
  void withoutAFileTheLastNumberIsAskedFor() throws IOException {
    RequestJournal lost = RequestJournal.open(file());
    lost.startAfter(9);
    lost.startAfter(4);
    assertThat(lost.begin("", RequestJournalTest::sign).request().sequence()).isEqualTo(10);
    assertThat(RequestJournal.open(file()).last()).isEqualTo(10);
  }

  @Test
  void itIsTheOwnersAlone() throws IOException {
    Transaction unused = RequestJournal.open(file()).begin("", RequestJournalTest::sign);
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
          "{}",
          "{\"height\": 3}",
          "{\"last\": -1}",
          "{\"last\": 2, \"pending\": \"" + pending + "\"}",
          "{\"last\": 3, \"pending\": \"" + pending.substring(2) + "\"}",
          "{\"last\": 3, \"pending\": \"zz\"}",
          "{\"last\": 3, \"untold\": [{\"request\": \"" + pending + "\", \"receipt\": \"00\"}]}"
        }) {
      Files.writeString(file(), text);
      assertThatThrownBy(() -> RequestJournal.open(file()))
          .as(text)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("requests.json");
    }
  }
}
