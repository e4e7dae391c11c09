package org.medchain.client.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.medchain.application.search.BillSalt;
import org.medchain.application.search.Trapdoor;
import org.medchain.client.identity.JsonText;
import org.medchain.contract.search.SearchBill;
import org.medchain.data.Hash;

/**
 * The salt of a search that has to be paid, in the searcher's folder from before its bill is
 * ordered until the answer is there (PROC-23): a searcher that repeats an interrupted search has
 * the salt of the paid bill. A salt is ordered with once, so that no two bills are equal (VER-12).
 *
 * @param file of the searcher's folder
 */
record KeptBill(Path file) {
  private record BegunBill(Hash salt) {}

  /**
   * The salt of the bill that is paid for this trapdoor.
   *
   * @param last bill of the searcher on the ledger
   * @param height of the last block
   * @return nothing if none was interrupted, another was, it was not paid, or it counts no more
   * @throws IOException if the file is damaged
   */
  Optional<BillSalt> paid(Trapdoor trapdoor, SearchBill last, long height) throws IOException {
    return last.countsAt(height)
        ? JsonText.find(file, BegunBill.class)
            .map(begun -> new BillSalt(begun.salt()))
            .filter(each -> each.commitment(trapdoor).equals(last.commitment()))
        : Optional.empty();
  }

  /** A fresh salt, which is on the disk when this returns. */
  BillSalt begin() throws IOException {
    BillSalt salt = fresh();
    JsonText.write(file, new BegunBill(salt.value()));
    return salt;
  }

  /** The answer is there. */
  void end() throws IOException {
    boolean unused = Files.deleteIfExists(file);
  }

  /** A salt that nobody guesses. */
  static BillSalt fresh() {
    byte[] drawn = new byte[Hash.SIZE];
    new SecureRandom().nextBytes(drawn);
    return new BillSalt(Hash.fromArray(drawn, 0));
  }
}
