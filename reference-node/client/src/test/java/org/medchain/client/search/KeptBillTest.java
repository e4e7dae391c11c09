package org.medchain.client.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.application.search.BillSalt;
import org.medchain.application.search.EpochRange;
import org.medchain.application.search.Trapdoor;
import org.medchain.contract.search.SearchBill;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** PROC-23: which salt a repeated search has. VER-12: no salt is used for two bills. */
class KeptBillTest {
  private static final PublicKey OWNER = new PublicKey(hash("owner").toBytes());
  private static final Trapdoor TRAPDOOR = trapdoor("one");
  private static final long HEIGHT = 100;

  @TempDir private static Path temp;

  private final Path file = temp.resolve("search-bill.json");
  private final KeptBill kept = new KeptBill(file);

  @BeforeEach
  void nothingIsThere() throws IOException {
    Files.deleteIfExists(file);
  }

  private static Hash hash(String of) {
    return Hash.of(Bytes.utf8(of));
  }

  private static Trapdoor trapdoor(String keyword) {
    return new Trapdoor(List.of(new EpochRange(0, 1, List.of(hash(keyword)))));
  }

  private static SearchBill bill(BillSalt salt) {
    return new SearchBill(OWNER, salt.commitment(TRAPDOOR), 7, HEIGHT, 1);
  }

  @Test
  void aPaidBillIsFoundAgainByTheNextCommand() throws IOException {
    BillSalt salt = kept.begin();
    assertThat(new KeptBill(file).paid(TRAPDOOR, bill(salt), HEIGHT)).contains(salt);
    assertThat(kept.paid(TRAPDOOR, bill(salt), HEIGHT + 64)).contains(salt);
  }

  @Test
  void whatIsNotPaidOrCountsNoMoreIsPaidUnderAFreshSalt() throws IOException {
    assertThat(kept.paid(TRAPDOOR, bill(KeptBill.fresh()), HEIGHT)).as("no file").isEmpty();
    BillSalt salt = kept.begin();
    assertThat(kept.paid(TRAPDOOR, bill(KeptBill.fresh()), HEIGHT)).as("another bill").isEmpty();
    assertThat(kept.paid(TRAPDOOR, bill(salt), HEIGHT + 65)).as("over").isEmpty();
    assertThat(kept.paid(trapdoor("two"), bill(salt), HEIGHT)).as("other words").isEmpty();
    assertThat(kept.begin()).isNotEqualTo(salt);
  }

  @Test
  void whatIsAnsweredIsNotKept() throws IOException {
    BillSalt salt = kept.begin();
    kept.end();
    kept.end();
    assertThat(kept.paid(TRAPDOOR, bill(salt), HEIGHT)).isEmpty();
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    BillSalt salt = kept.begin();
    Files.writeString(file, "{\"salt\": \"00ff\"}");
    assertThatThrownBy(() -> kept.paid(TRAPDOOR, bill(salt), HEIGHT))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " is damaged: ");
  }
}
