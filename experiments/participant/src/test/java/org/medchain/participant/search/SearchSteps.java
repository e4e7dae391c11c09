package org.medchain.participant.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.medchain.application.search.Keyword;
import org.medchain.data.PublicKey;
import org.medchain.participant.identity.ParticipantFolder;
import org.medchain.participant.session.ParticipantSession;

/** A search that ends early, as if the command had been killed. */
public final class SearchSteps {
  private SearchSteps() {}

  /** The bill is paid, and no node was asked for the answer. */
  public static void interruptedAfterPaying(
      ParticipantFolder folder, PublicKey owner, Keyword keyword) throws Exception {
    try (ParticipantSession session = ParticipantSession.open(folder, new char[0])) {
      assertThat(new KeywordSearch(session, owner).pay(keyword)).isPresent();
    }
  }
}
