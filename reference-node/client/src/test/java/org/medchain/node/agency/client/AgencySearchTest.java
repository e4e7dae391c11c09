package org.medchain.node.agency.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medchain.application.search.BillSalt;
import org.medchain.application.search.EpochRange;
import org.medchain.application.search.MaskedPage;
import org.medchain.application.search.Trapdoor;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.agency.LedgerQueryResponse.ClockResponse;
import org.medchain.node.agency.LedgerQueryResponse.MatchedEntriesResponse;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;

/** AGENCY-10: the answers that count of four nodes to a search, one of which may be false. */
class AgencySearchTest {
  private static final int ENTRIES = 1_025;
  private static final Trapdoor TRAPDOOR =
      new Trapdoor(List.of(new EpochRange(0, ENTRIES, List.of(hash(1), hash(2)))));

  private static final BillSalt SALT = new BillSalt(hash(3));

  private final Map<PublicKey, Integer> answers = new LinkedHashMap<>();
  private final Membership members = new Membership(List.of(key(1), key(2), key(3), key(4)));
  private final AgencyPages search = new AgencyPages(new Nodes(), Duration.ofMillis(100), members);

  /**
   * A member answers with values of its number; with 0 it is silent, and negative ones are other
   * answers.
   */
  private final class Nodes implements RpcClient {
    @Override
    public List<Peer> peers() {
      return List.of();
    }

    @Override
    public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
      int value = answers.getOrDefault(peer, 0);
      var asked =
          (LedgerQuery.MatchTrapdoorQuery) Decoder.decode(question, LedgerQuery.CODEC::decode);
      int left = Math.min(MaskedPage.MAX_VALUES, ENTRIES - asked.from());
      return switch (value) {
        case 0 -> new CompletableFuture<>();
        case -1 -> CompletableFuture.failedFuture(new RefusedException("no bill"));
        case -2 -> CompletableFuture.completedFuture(new ClockResponse(1).encoded());
        case -3 -> CompletableFuture.completedFuture(page(left - 1, 1).encoded());
        default -> CompletableFuture.completedFuture(page(left, value).encoded());
      };
    }
  }

  private static MatchedEntriesResponse page(int size, int value) {
    byte[] bytes = new byte[IndexEntry.VALUE_SIZE];
    bytes[0] = (byte) value;
    return new MatchedEntriesResponse(
        new MaskedPage(Collections.nCopies(size, Optional.of(Bytes.of(bytes)))));
  }

  private static PublicKey key(int number) {
    return new PublicKey(hash(number).toBytes());
  }

  private static Hash hash(int number) {
    return Hash.of(Bytes.utf8("key " + number));
  }

  @BeforeEach
  void allAnswerAlike() {
    for (int member = 1; member <= 4; member++) {
      answers.put(key(member), 1);
    }
  }

  private void requireTruth() throws Exception {
    List<MaskedPage> pages = search.match(TRAPDOOR, SALT);
    assertThat(pages).hasSize(2);
    assertThat(pages.get(0)).isEqualTo(page(MaskedPage.MAX_VALUES, 1).page());
    assertThat(pages.get(1)).isEqualTo(page(1, 1).page());
  }

  @Test
  void oneAloneChangesNothing() throws Exception {
    requireTruth();
    for (int lie : List.of(0, -1, -2, -3, 7)) {
      for (int member = 1; member <= 4; member++) {
        allAnswerAlike();
        answers.put(key(member), lie);
        requireTruth();
      }
    }
  }

  @Test
  void withoutTwoEqualAnswersThereIsNone() {
    for (int member = 1; member <= 4; member++) {
      answers.put(key(member), member);
    }
    assertThatThrownBy(() -> search.match(TRAPDOOR, SALT))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("no 2 nodes answered the search in the same way");
    answers.put(key(2), -1);
    assertThatThrownBy(() -> search.match(TRAPDOOR, SALT)).hasMessageEndingWith("no bill");
  }
}
