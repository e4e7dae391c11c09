package org.medchain.node.agency.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medchain.application.FoundRecord;
import org.medchain.application.Location;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.agency.LedgerQueryResponse.ClockResponse;
import org.medchain.node.agency.LedgerQueryResponse.FoundRecordsResponse;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;

/** AGENCY-9: the lines that count in the lists of four agencies, one of which may be false. */
class AgencyPagesTest {
  private static final Location FAR = new Location(1L << 40, 0);

  private final Map<PublicKey, CompletableFuture<Bytes>> answers = new LinkedHashMap<>();
  private final Membership members = new Membership(List.of(key(1), key(2), key(3), key(4)));
  private final AgencyPages pages = new AgencyPages(new Answers(), Duration.ofMillis(500), members);

  /** Gives each member's answer again and again; one without an answer is silent. */
  private final class Answers implements RpcClient {
    @Override
    public List<Peer> peers() {
      return List.of();
    }

    @Override
    public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
      return answers.getOrDefault(peer, new CompletableFuture<>());
    }
  }

  private static PublicKey key(int number) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) number;
    return new PublicKey(Bytes.of(bytes));
  }

  private static FoundRecord record(int number) {
    return new FoundRecord(Hash.of(Bytes.utf8("record " + number)), new Location(number, 0));
  }

  private void lists(int member, Optional<Location> next, FoundRecord... lines) {
    Page<FoundRecord> page = new Page<>(List.of(lines), next);
    answers.put(
        key(member), CompletableFuture.completedFuture(new FoundRecordsResponse(page).encoded()));
  }

  private void refuses(int member) {
    answers.put(
        key(member), CompletableFuture.failedFuture(new RefusedException("not shown to you")));
  }

  private Page<FoundRecord> found(int limit) throws Exception {
    return pages.records(RecordSearch.all().page(limit));
  }

  @BeforeEach
  void allListTheSame() {
    for (int member = 1; member <= 4; member++) {
      lists(member, Optional.of(new Location(2, 0)), record(1), record(2));
    }
  }

  @Test
  void whatAllListIsThePage() throws Exception {
    Page<FoundRecord> page = found(2);
    assertThat(page.lines()).containsExactly(record(1), record(2));
    assertThat(page.next()).contains(new Location(2, 0));
  }

  @Test
  void oneAloneHidesNothingAndInventsNothing() throws Exception {
    FoundRecord invented = new FoundRecord(Hash.of(Bytes.utf8("none")), FAR);
    for (int member = 1; member <= 4; member++) {
      allListTheSame();
      lists(member, Optional.of(FAR), invented);
      Page<FoundRecord> page = found(2);
      assertThat(page.lines()).as("member " + member).containsExactly(record(1), record(2));
      assertThat(page.next()).contains(new Location(2, 0));
    }
  }

  @Test
  void oneThatIsSilentOrRefusesOrAnswersSomethingElseIsNotWaitedFor() throws Exception {
    answers.remove(key(1));
    assertThat(found(2).lines()).hasSize(2);
    refuses(1);
    assertThat(found(2).lines()).hasSize(2);
    answers.put(key(1), CompletableFuture.completedFuture(new ClockResponse(1).encoded()));
    assertThat(found(2).lines()).hasSize(2);
    answers.put(key(1), CompletableFuture.completedFuture(Bytes.utf8("no page")));
    assertThat(found(2).lines()).hasSize(2);
    lists(1, Optional.empty(), record(1), record(2), record(3));
    assertThat(found(2).lines()).hasSize(2);
  }

  /** Two of four list the newest line already, and that is enough. */
  @Test
  void membersThatAreABlockBehindHoldNothingBack() throws Exception {
    for (int member = 1; member <= 3; member++) {
      lists(member, Optional.empty(), record(1));
    }
    lists(2, Optional.empty(), record(1), record(2));
    lists(3, Optional.empty(), record(1), record(2));
    answers.remove(key(4));
    assertThat(found(9).lines()).containsExactly(record(1), record(2));
    assertThat(found(9).next()).isEmpty();
  }

  @Test
  void fewerThanTwoAreTooFewAndTheReasonIsSaid() {
    for (int member = 2; member <= 4; member++) {
      refuses(member);
    }
    assertThatThrownBy(() -> found(2))
        .isInstanceOf(RefusedException.class)
        .hasMessage("1 agencies listed it, 2 are needed: not shown to you");
    List<PublicKey> keys = new ArrayList<>(answers.keySet());
    keys.forEach(answers::remove);
    assertThatThrownBy(() -> found(2)).hasMessageEndingWith("no reply in 500 ms");
  }
}
