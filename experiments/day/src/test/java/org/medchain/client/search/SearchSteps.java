package org.medchain.client.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.medchain.application.search.BillSalt;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.SearchKeyring;
import org.medchain.application.search.Trapdoor;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.session.ParticipantSession;
import org.medchain.cluster.participant.NetworkFiles;
import org.medchain.contract.search.BillSearch;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;

/** A search that ends early, as if the command had been killed. */
public final class SearchSteps {
  private SearchSteps() {}

  /** The bill is paid, and no node was asked for the answer. */
  public static void interruptedAfterPaying(
      ParticipantFolder folder, PublicKey owner, Keyword keyword) throws Exception {
    try (ParticipantSession session = NetworkFiles.session(folder, new char[0])) {
      assertThat(new KeywordSearch(session, owner).pay(keyword)).isPresent();
    }
  }

  /** A trapdoor as a delegate makes it with the keys that it has, and the counts of now. */
  public static Trapdoor trapdoor(ParticipantFolder delegate, PublicKey owner, Keyword keyword)
      throws Exception {
    try (ParticipantSession session = NetworkFiles.session(delegate, new char[0])) {
      session.advance();
      SearchKeyring keys = new SearchDelegations(session).keysFrom(owner);
      return IndexMirror.upToDate(session, owner).index(keys).trapdoor(keyword);
    }
  }

  /** How many values the nodes have at its addresses, for who pays for it. */
  public static int found(ParticipantFolder delegate, PublicKey owner, Trapdoor trapdoor)
      throws Exception {
    try (ParticipantSession session = NetworkFiles.session(delegate, new char[0])) {
      BillSalt salt = KeptBill.fresh();
      Receipt unused = session.require(new BillSearch(owner, salt.commitment(trapdoor)));
      return session.pages().match(trapdoor, salt).stream()
          .mapToInt(page -> page.values().size() - page.missing())
          .sum();
    }
  }
}
