package org.medchain.claims.chain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.node.history.CertifiedHead;
import org.medchain.node.history.HistoryAlarm;
import org.medchain.node.history.HistoryWatch;
import org.medchain.node.host.MemberPoll;
import org.medchain.node.host.ReportedHeights;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.transport.PeerRole;

/**
 * What watches a member's ledger from outside under a virtual clock: the center with the last
 * certified head, and each other member with its own ledger.
 */
final class MemberWatches implements AutoCloseable {
  private static final double NS_PER_S = 1e9;
  private static final long NS_PER_MS = 1_000_000;

  private final List<MemberPoll> polls = new ArrayList<>();
  private final long pauseNs;
  private long nowNs;

  /**
   * The watches, which have seen the ledger as it is now.
   *
   * @param watched the one that none of the members' watches belongs to
   * @param scheme in which members sign
   * @param head a file for the center's head
   */
  MemberWatches(
      List<StoredMember> members,
      StoredMember watched,
      PublicKey center,
      SignatureScheme scheme,
      Path head)
      throws IOException {
    Genesis genesis = watched.genesis();
    pauseNs = MemberPoll.pauseMs(members.size()) * NS_PER_MS;
    CertificateVerifier verifier = new CertificateVerifier(Pbft.PROTOCOL, genesis.chain(), scheme);
    add(
        HistoryWatch.of(CertifiedHead.open(head, genesis, verifier), verifier, alarm()),
        new MemberCalls(MemberCalls.peer(center, PeerRole.REGULATORY_CENTER), members));
    for (StoredMember each : members) {
      if (!each.key().equals(watched.key())) {
        List<StoredMember> others =
            members.stream().filter(other -> !other.key().equals(each.key())).toList();
        add(
            HistoryWatch.of(each, each::members, verifier, alarm()),
            new MemberCalls(MemberCalls.peer(each.key(), PeerRole.CONSENSUS_NODE), others));
      }
    }
    round();
  }

  private static HistoryAlarm alarm() {
    return new HistoryAlarm(HistoryWatch.LIMIT_NS);
  }

  private void add(HistoryWatch watch, MemberCalls calls) {
    polls.add(
        new MemberPoll(
            Runnable::run,
            calls,
            watch::members,
            new ReportedHeights(watch::members, 1),
            Optional.of(watch),
            () -> 0,
            () -> nowNs,
            member -> {}));
  }

  private void round() {
    polls.forEach(MemberPoll::round);
  }

  /** Whether any of them has an alarm. */
  boolean isRaised() {
    return polls.stream().anyMatch(each -> each.alarm().isPresent());
  }

  /** After how long the first of them has an alarm, in s; nothing if none has within that time. */
  OptionalDouble firstReportS(double withinS) {
    long beganNs = nowNs;
    while (nowNs - beganNs <= withinS * NS_PER_S) {
      round();
      if (isRaised()) {
        return OptionalDouble.of((nowNs - beganNs) / NS_PER_S);
      }
      nowNs += pauseNs;
    }
    return OptionalDouble.empty();
  }

  @Override
  public void close() {
    polls.forEach(MemberPoll::close);
  }
}
