package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.transition.PbftTransitionReader;
import org.medchain.transition.Transition;
import org.medchain.transition.TransitionEvidence;
import org.medchain.transition.TransitionEvidence.EvidenceKind;

/** TRACE-1: what a replica did is read off its inputs and outputs. */
class PbftTransitionReaderTest {
  private static final int NODES = 4;
  private static final int QUORUM = new QuorumSizes(NODES).size();

  private static PbftCluster cluster(int interval) {
    return new PbftCluster(new TestCommittee(NODES, 2, interval));
  }

  private static List<Transition> all(PbftCluster cluster, int node) {
    Block genesis = cluster.committee.chain.genesis();
    PbftTransitionReader reader = new PbftTransitionReader(cluster.committee.key(node), genesis);
    List<Transition> all = new ArrayList<>();
    cluster.steps(node).forEach(step -> all.addAll(reader.read(step.input(), step.outputs())));
    return all;
  }

  private static List<String> names(List<Transition> transitions) {
    return transitions.stream()
        .map(Transition::action)
        .filter(name -> !name.equals("Ignore") && !name.startsWith("Receive"))
        .toList();
  }

  private static Transition first(List<Transition> transitions, String action) {
    return transitions.stream()
        .filter(each -> each.action().equals(action))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aBlockGoesThroughThreePhases() {
    PbftCluster cluster = cluster(5);
    cluster.submit("alice");
    cluster.deliver();

    assertThat(names(all(cluster, 0)))
        .containsExactly("SendPrePrepare", "SendCommit", "Decide", "Execute", "Reply");
    List<Transition> backup = all(cluster, 1);
    assertThat(names(backup))
        .containsExactly("SendPrepare", "SendCommit", "Decide", "Execute", "Reply");
    Hash genesis = cluster.committee.chain.genesis().hash();
    Transition vote = first(backup, "SendPrepare");
    assertThat(vote.height()).isEqualTo(1);
    assertThat(vote.parent()).contains(genesis);
    assertThat(vote.certificates())
        .containsExactly(
            new TransitionEvidence(
                EvidenceKind.DECIDED, 0, 0, Optional.of(genesis), Optional.empty(), List.of()));
    TransitionEvidence prepared = first(backup, "SendCommit").certificates().get(0);
    assertThat(prepared.kind()).isEqualTo(EvidenceKind.PREPARED);
    assertThat(prepared.voters()).hasSize(QUORUM).contains(cluster.committee.key(0));
    TransitionEvidence decided = first(backup, "Decide").certificates().get(0);
    assertThat(decided.kind()).isEqualTo(EvidenceKind.DECIDED);
    assertThat(decided.voters()).hasSize(QUORUM).doesNotHaveDuplicates();
    assertThat(decided.block()).isEqualTo(vote.block());
    assertThat(vote.requests())
        .hasSize(1)
        .isEqualTo(first(backup, "Execute").requests())
        .isEqualTo(first(backup, "Reply").requests());
  }

  /** A lost line must not be taken for a replica that did nothing. */
  @Test
  void everyInputHasALineOfItsOwnFirst() {
    PbftCluster cluster = cluster(1);
    cluster.submit("alice");
    cluster.deliver();
    PbftTransitionReader reader =
        new PbftTransitionReader(cluster.committee.key(2), cluster.committee.chain.genesis());
    for (RecordingReplica.Step step : cluster.steps(2)) {
      List<Transition> lines = reader.read(step.input(), step.outputs());
      assertThat(lines).isNotEmpty();
      assertThat(lines.get(0).action()).doesNotStartWith("Send");
      assertThat(lines).allMatch(line -> !line.input().isEmpty());
    }
  }

  /** A request whose proposal is lost: the view timers run. */
  private static void askInVain(PbftCluster cluster) {
    cluster.lose(flight -> flight.envelope().code() == PrePrepare.TYPE.code());
    cluster.submit("alice");
    cluster.deliver();
    cluster.lose(flight -> false);
  }

  @Test
  void aViewIsLeftOpenedAndEntered() {
    PbftCluster cluster = cluster(5);
    cluster.submit("alice");
    cluster.deliver();
    askInVain(cluster);
    cluster.fireAll(PbftTimers.VIEW_CHANGE);
    cluster.deliver();
    List<Transition> primary = all(cluster, 1);
    assertThat(names(primary))
        .containsSubsequence("TimeOut", "SendViewChange", "SendNewView", "EnterView");
    Transition entered = first(all(cluster, 2), "EnterView");
    assertThat(entered.message()).isEqualTo(first(primary, "SendNewView").message());
    assertThat(entered.view()).isEqualTo(1);
    assertThat(entered.proofs()).hasSize(QUORUM);
    Hash own = first(primary, "SendViewChange").message().orElseThrow();
    assertThat(entered.proofs()).anyMatch(proof -> proof.message().equals(own));
    assertThat(entered.certificates().get(0).height()).isEqualTo(1);
  }

  /** PBFT-18: a restarted replica is bound by its log. */
  @Test
  void aRestartNamesTheKeptPromises() {
    PbftCluster cluster = cluster(5);
    cluster.submit("alice");
    cluster.deliver();
    cluster.lose(flight -> flight.envelope().code() == Commit.TYPE.code());
    cluster.submit("alice");
    cluster.deliver();
    cluster.restart(1);

    Transition restart = first(all(cluster, 1), "Restart");
    assertThat(restart.height()).isEqualTo(1);
    assertThat(restart.message()).isEmpty();
    assertThat(restart.certificates())
        .extracting(TransitionEvidence::kind)
        .containsExactly(EvidenceKind.DECIDED, EvidenceKind.PREPARED, EvidenceKind.VOTED);
    assertThat(restart.certificates())
        .extracting(TransitionEvidence::height)
        .containsExactly(1L, 2L, 2L);
  }

  @Test
  void whoWaitsForAViewComesBackWaiting() {
    PbftCluster cluster = cluster(5);
    askInVain(cluster);
    cluster.fire(1, PbftTimers.VIEW_CHANGE);
    cluster.deliver();
    Hash said = first(all(cluster, 1), "SendViewChange").message().orElseThrow();
    cluster.restart(1);

    Transition restart = first(all(cluster, 1), "Restart");
    assertThat(restart.view()).isEqualTo(1);
    assertThat(restart.message()).contains(said);
  }

  /** Views of a later epoch begin at its thousand. */
  @Test
  void theMembersOfTheNextEpochAreNamed() {
    PbftCluster cluster = cluster(2);
    cluster.add();
    cluster.change("center", 0, 1, 2, 3, 4);
    cluster.deliver();
    for (int i = 0; i < 3; i++) {
      cluster.submit("alice");
      cluster.deliver();
    }
    Transition entered = first(all(cluster, 2), "EnterEpoch");
    assertThat(entered.view()).isEqualTo(1000);
    TransitionEvidence members = entered.certificates().get(0);
    assertThat(members.kind()).isEqualTo(EvidenceKind.MEMBERS);
    assertThat(members.voters()).hasSize(5);
    assertThat(names(all(cluster, 2)))
        .containsSubsequence("Stabilise", "EnterEpoch", "SendPrepare");
  }
}
