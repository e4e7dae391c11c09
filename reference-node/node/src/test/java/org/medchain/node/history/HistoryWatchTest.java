package org.medchain.node.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Header;
import org.medchain.node.admission.CallKind;
import org.medchain.node.host.MemberPoll;
import org.medchain.node.host.ReportedHeights;
import org.medchain.node.ledger.HeadersResponse;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.ledger.TestLedgerNode;
import org.medchain.node.ledger.TestRpcClient;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * NODE-17: a certified head moves along the chain alone, and shows what others lack.
 *
 * <p>NODE-17: f members can neither raise the alarm nor hide it, and lateness raises none.
 */
class HistoryWatchTest {
  @TempDir private Path temp;

  private final TestLedger ledger = new TestLedger(4);

  private final TestRpcClient asker = client();

  private long nowNs;

  private static final long PATIENCE = 10;

  private static final QuorumSizes FOUR = new QuorumSizes(4);

  private final HistoryAlarm alarm = new HistoryAlarm(PATIENCE);

  private TestRpcClient client() {
    return new TestRpcClient(
        TestLedger.peer(ledger.center.publicKey(), PeerRole.REGULATORY_CENTER));
  }

  private TestRpcClient asking(TestLedger members) {
    asker.peers().forEach(each -> asker.remove(each.key()));
    for (TestLedgerNode each : members.all()) {
      asker.honest(each);
    }
    return asker;
  }

  private CertifiedHead head() throws IOException {
    return CertifiedHead.open(temp.resolve("head"), ledger.genesis, ledger.check());
  }

  private HistoryWatch watch(CertifiedHead known) {
    return HistoryWatch.of(known, ledger.check(), new HistoryAlarm(10));
  }

  private void rounds(HistoryWatch watch, int count) {
    try (MemberPoll poll =
        new MemberPoll(
            Runnable::run,
            asker,
            watch::members,
            new ReportedHeights(watch::members, 1),
            Optional.of(watch),
            () -> 0,
            () -> nowNs,
            member -> {})) {
      for (int i = 0; i < count; i++) {
        poll.round();
        nowNs += 5;
      }
    }
  }

  /**
   * CLUSTER-4: a quorum has answered and its members' first heights are certified here; a height
   * that is only claimed takes no part, and later growth does not matter.
   */
  @Test
  void aQuorumsFirstHeightsAreReached() throws Exception {
    ledger.growTo(5);
    asking(ledger);
    asker.remove(ledger.at(2).keys().publicKey());
    asker.remove(ledger.at(3).keys().publicKey());
    HistoryWatch watch = watch(head());
    rounds(watch, 2);
    assertThat(watch.unreached()).isEqualTo(1);
    asker.lying(ledger.at(3), (topic, question, answer) -> claimed(topic.code(), answer));
    rounds(watch, 2);
    assertThat(watch.unreached()).as("no certificate proves height 90").isEqualTo(1);
    asker.honest(ledger.at(2));
    rounds(watch, 2);
    assertThat(watch.unreached()).isZero();
    ledger.growTo(7);
    asker.peers().forEach(each -> asker.remove(each.key()));
    rounds(watch, 2);
    assertThat(watch.unreached()).isZero();
  }

  private static Bytes claimed(int topic, Bytes answer) {
    return topic == CallKind.HEADERS.method().code()
        ? new HeadersResponse(90, List.of(), Optional.empty()).encoded()
        : answer;
  }

  /** Any thread asks for the members, also while an epoch ends. */
  @Test
  void theMembersAreThoseOfOneMoment() {
    MembershipHistory before = ledger.at(0).members();
    TestLedgerNode fifth = ledger.addNode();
    ledger.change(new MemberChange.Add(fifth.keys().publicKey(), Role.TERTIARY_HOSPITAL));
    Queue<MembershipHistory> next = new ArrayDeque<>(List.of(before, ledger.at(0).members()));
    HistoryWatch watch =
        HistoryWatch.of(ledger.at(0), next::remove, ledger.check(), new HistoryAlarm(10));
    assertThat(watch.members().size()).isEqualTo(4);
    assertThat(watch.members().size()).isEqualTo(5);
  }

  /** Members change, and the file still proves by itself who certified the head. */
  @Test
  void theHeadFollowsOverAChangeOfTheMembers() throws Exception {
    TestLedgerNode fifth = ledger.addNode();
    ledger.change(new MemberChange.Add(fifth.keys().publicKey(), Role.TERTIARY_HOSPITAL));
    asking(ledger);
    HistoryWatch watch = watch(head());
    rounds(watch, 3);
    assertThat(watch.height()).isEqualTo(ledger.at(0).height());
    CertifiedHead read = head();
    assertThat(read.members().current()).isEqualTo(1);
    assertThat(read.head().height()).isEqualTo(ledger.at(0).height());
  }

  @Test
  void membersThatHaveLostItRaiseTheAlarm() throws Exception {
    ledger.growTo(5);
    asking(ledger);
    CertifiedHead known = head();
    HistoryWatch watch = watch(known);
    rounds(watch, 1);
    TestLedger old = new TestLedger(4);
    old.growTo(2);
    asking(old);
    rounds(watch, 4);
    assertThat(watch.reason().orElseThrow())
        .contains("height 5 is held here", "4 of the 4 members have height 2 at most");
    assertThat(watch.showing()).isZero();
  }

  /** The others went on with other requests, past the height that is known here. */
  @Test
  void anotherHistoryIsNotFollowed() throws Exception {
    ledger.growTo(5);
    asking(ledger);
    CertifiedHead known = head();
    HistoryWatch watch = watch(known);
    HistoryWatch ofANode =
        HistoryWatch.of(ledger.at(0), ledger.at(0)::members, ledger.check(), new HistoryAlarm(10));
    rounds(watch, 1);
    rounds(ofANode, 2);
    assertThat(ofANode.reason()).isEmpty();
    TestLedger other = new TestLedger(4);
    other.order(other.upload(7));
    other.growTo(8);
    asking(other);
    rounds(watch, 1);
    rounds(ofANode, 1);
    assertThat(watch.reason().orElseThrow()).contains("another block of height 5");
    assertThat(ofANode.reason().orElseThrow()).contains("another block of height 5");
    assertThat(known.head()).isEqualTo(ledger.at(0).header(5).orElseThrow());
  }

  /** One member can show what it likes: without a quorum's signatures it is nothing. */
  @Test
  void whatOneMemberInventsIsNoContradiction() throws Exception {
    ledger.growTo(5);
    asking(ledger);
    CertifiedHead known = head();
    HistoryWatch watch = watch(known);
    rounds(watch, 1);
    asker.remove(ledger.at(3).keys().publicKey());
    asker.lying(ledger.at(3), (topic, question, answer) -> invented(topic.code(), answer));
    rounds(watch, 5);
    assertThat(watch.reason()).isEmpty();
    assertThat(watch.height()).isEqualTo(5);
  }

  private Bytes invented(int topic, Bytes answer) throws RefusedException {
    if (topic != CallKind.HEADERS.method().code()) {
      return answer;
    }
    HeadersResponse honest = Pbft.PROTOCOL.codecs().codec(HeadersResponse.class).decoded(answer);
    Header parent = ledger.at(0).header(honest.headers().getFirst().height() - 1).orElseThrow();
    Header forged = ledger.child(parent, List.of(ledger.upload(77))).header();
    return new HeadersResponse(90, List.of(forged), Optional.of(ledger.commits(0, forged, 3, 4, 5)))
        .encoded();
  }

  @Test
  void headersAreTakenOnlyWithAllThatProvesThem() throws Exception {
    ledger.growTo(4);
    CertifiedHead known = head();
    List<Header> all =
        List.of(
            ledger.at(0).header(1).orElseThrow(),
            ledger.at(0).header(2).orElseThrow(),
            ledger.at(0).header(3).orElseThrow());
    assertThatThrownBy(() -> known.extend(all, ledger.commits(0, all.getLast(), 0, 1)))
        .isInstanceOf(InvalidProofException.class);
    assertThatThrownBy(
            () -> known.extend(all.subList(1, 3), ledger.commits(0, all.getLast(), 0, 1, 2)))
        .isInstanceOf(InvalidProofException.class)
        .hasMessageContaining("header 2 does not follow height 0");
    assertThatThrownBy(() -> known.extend(List.of(), ledger.commits(0, all.getLast(), 0, 1, 2)))
        .isInstanceOf(InvalidProofException.class);
    assertThat(known.head().height()).isZero();
    known.extend(all, ledger.commits(0, all.getLast(), 0, 1, 2));
    assertThat(known.head().height()).isEqualTo(3);
  }

  /** Any flipped byte of the file is found, as if a stranger had sent it. */
  @Test
  void aDamagedFileIsRefusedWithItsName() throws Exception {
    ledger.growTo(3);
    asking(ledger);
    HistoryWatch watch = watch(head());
    rounds(watch, 1);
    Path file = temp.resolve("head");
    byte[] sound = Files.readAllBytes(file);
    for (int at = 0; at < sound.length; at++) {
      byte[] damaged = sound.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      assertThatThrownBy(this::head)
          .as("byte %d", at)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString())
          .hasMessageNotContaining("\n");
    }
    Files.write(file, new byte[0]);
    assertThatThrownBy(this::head).isInstanceOf(IOException.class);
  }

  private boolean seeing(long now, long head, Long... heights) {
    alarm.update(now, head, FOUR, Arrays.asList(heights));
    return alarm.reason().isPresent();
  }

  /** One that lies lower, and one that lies higher. */
  @Test
  void oneFaultyMemberNeitherRaisesNorHidesIt() {
    for (long now = 0; now < 100; now++) {
      assertThat(seeing(now, 40, 0L, 40L, 40L, 40L)).isFalse();
      assertThat(seeing(now, 40, 0L, 0L)).as("two are no quorum").isFalse();
    }
    seeing(100, 40, 0L, 0L, 0L, 40L);
    assertThat(seeing(110, 40, 0L, 0L, 0L, Long.MAX_VALUE)).isTrue();
    assertThat(seeing(111, 40, 0L, 0L, 0L, 40L)).isTrue();
  }

  /** Under load the others are always a little behind the one that was asked first. */
  @Test
  void membersThatFollowAreNotBehind() {
    for (long now = 0; now < 100; now++) {
      assertThat(seeing(now, 10 * now + 10, 10 * now, 10 * now, 10 * now, 10 * now + 10)).isFalse();
    }
  }

  @Test
  void itEndsWhenMoreThanFHaveTheBlockAgain() {
    seeing(0, 40, 0L, 0L, 0L, 0L);
    assertThat(seeing(10, 40, 0L, 0L, 0L, 0L)).isTrue();
    assertThat(seeing(11, 40)).as("silence proves nothing").isTrue();
    assertThat(seeing(12, 40, 40L, 0L)).as("f may lie").isTrue();
    assertThat(seeing(13, 40, 40L, 41L, 0L, 0L)).isFalse();
    assertThat(seeing(14, 41, 0L, 0L, 0L, 0L)).as("patience begins again").isFalse();
  }

  @Test
  void aCertifiedContradictionIsOneForEver() {
    alarm.contradict(40);
    alarm.update(0, 40, FOUR, List.of(50L, 50L));
    assertThat(alarm.reason().orElseThrow()).contains("another block of height 40");
    assertThat(seeing(1, 40, 40L, 40L, 40L, 40L)).isTrue();
    seeing(2, 40, 0L, 0L, 0L);
    assertThat(seeing(12, 40, 0L, 0L, 0L)).isTrue();
    assertThat(alarm.reason().orElseThrow()).contains("another block of height 40");
  }
}
