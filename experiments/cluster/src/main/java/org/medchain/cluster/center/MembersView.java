package org.medchain.cluster.center;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.medchain.consensus.QuorumSizes;
import org.medchain.contract.Genesis;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.history.HistoryWatch;
import org.medchain.node.host.MemberPoll;
import org.medchain.node.host.ReportedHeights;
import org.medchain.node.operations.Readiness;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RpcClient;

/**
 * What the members tell the center of the ledger, of which it keeps none (NODE-14, NODE-17), and
 * whether it may order by that (CLUSTER-4). All that are certified as consensus nodes are asked, as
 * some may have taken others' places; only the members that a certificate proves count.
 */
final class MembersView {
  private final Genesis genesis;
  private final RpcClient asker;
  private final Optional<HistoryWatch> history;
  private final ReportedHeights heights;
  private final MemberPoll poll;

  /**
   * Before anything was heard.
   *
   * @param thread of the poll
   * @param history empty where blocks are not certified
   */
  MembersView(Genesis genesis, RpcClient asker, Executor thread, Optional<HistoryWatch> history) {
    this.genesis = genesis;
    this.asker = asker;
    this.history = history;
    heights = new ReportedHeights(this::members, genesis.terms().window());
    poll =
        new MemberPoll(
            thread, asker, this::asked, heights, history, () -> 0, System::nanoTime, member -> {});
  }

  /** Asks them. */
  MemberPoll poll() {
    return poll;
  }

  private Membership members() {
    return history.map(HistoryWatch::members).orElse(genesis.membership());
  }

  private Membership asked() {
    Set<PublicKey> keys = new TreeSet<>(genesis.membership().keys());
    asker.peers().stream()
        .filter(each -> each.role() == PeerRole.CONSENSUS_NODE)
        .forEach(each -> keys.add(each.key()));
    return new Membership(List.copyOf(keys));
  }

  /** Why nothing can be ordered: what the members lack, or that they have told too little yet. */
  Optional<String> refusal() {
    boolean known =
        heights.reporting() >= new QuorumSizes(members().size()).weak()
            && history.map(HistoryWatch::unreached).orElse(0) == 0;
    Optional<String> unheard = Optional.of("too few members have told their heights; try again");
    return poll.alarm().or(() -> known ? Optional.empty() : unheard);
  }

  /** What is ordered from now on comes above it: no member can say so without a certificate. */
  long certifiedHeight() {
    return history.map(HistoryWatch::height).orElse(0L);
  }

  /** The highest that is known of. */
  long height() {
    return Math.max(certifiedHeight(), heights.attestedHeight());
  }

  /**
   * The center keeps no ledger: it is ready when a quorum has told it how high theirs is, it has
   * certificates up to there, and f + 1 have the block that it knows to be certified.
   */
  Readiness.ReadinessInputs observed() {
    Membership members = members();
    QuorumSizes quorum = new QuorumSizes(members.size());
    int unshown =
        history.map(each -> Math.max(each.unreached(), quorum.weak() - each.showing())).orElse(0);
    long height = heights.attestedHeight();
    return new Readiness.ReadinessInputs(
        Optional.empty(),
        Optional.empty(),
        poll.alarm(),
        Optional.empty(),
        Optional.empty(),
        quorum.size(),
        false,
        (int) asker.peers().stream().map(Peer::key).distinct().filter(members::contains).count(),
        Math.max(0, Math.max(unshown, quorum.size() - heights.reporting())),
        height,
        height);
  }
}
