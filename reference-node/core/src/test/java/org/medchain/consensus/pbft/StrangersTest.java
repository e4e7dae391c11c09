package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.committed;
import static org.medchain.consensus.pbft.OutputQueries.only;
import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Receipt;
import org.medchain.network.Message;
import org.medchain.network.RejectionReason;

/**
 * NET-4: messages of nodes that are not members do not count. In each count of members one is
 * missing. Ten other nodes send the same, validly signed, and nothing happens until the member
 * sends it.
 */
class StrangersTest {
  private static final int STRANGERS = 10;

  private final TestCommittee committee = new TestCommittee(4, 2, 1);
  private final TestHost backup = committee.host(3, committee.replica(3));
  private final Block first = committee.child(committee.genesis(), committee.request("alice", 1));
  private final Prepare prepare = new Prepare(0, 1, first.hash());
  private final Commit commit = new Commit(0, 1, first.hash());

  private List<Output> give(int node, Message message) {
    return backup.give(committee.from(node, message));
  }

  private static IntStream strangers() {
    return IntStream.range(4, 4 + STRANGERS);
  }

  /** Each is refused, and nothing else comes of it. */
  private void allStrangersSay(Message message) {
    strangers()
        .forEach(
            node ->
                assertThat(give(node, message))
                    .containsExactly(
                        new Output.Reject(
                            committee.key(node), RejectionReason.UNAUTHORISED, "not a member")));
  }

  /** A certificate with these members' votes and those of strangers, in the order of numbers. */
  private QuorumCertificate commits(int... members) {
    return committee.commits(
        0, first, IntStream.concat(IntStream.of(members), strangers()).toArray());
  }

  @Test
  void votesOfNonMembersAdvanceNoPhase() {
    assertThat(committee.members.size()).isEqualTo(4);
    allStrangersSay(new PrePrepare(0, first));
    assertThat(said(Prepare.class, give(0, new PrePrepare(0, first)))).hasSize(1);
    allStrangersSay(prepare);
    assertThat(said(Commit.class, give(1, prepare))).containsExactly(commit);
    give(0, commit);
    allStrangersSay(commit);
    assertThat(committed(give(1, commit))).containsExactly(first);
  }

  @Test
  void aCertificateCountsMembersAlone() {
    assertThat(commits(0, 1).suffices(committee.members)).isFalse();
    assertThat(committed(give(0, new DecidedBlock(first, commits(0, 1))))).isEmpty();
    QuorumCertificate enough = committee.commits(0, first, 0, 1, 2);
    assertThat(committed(give(0, new DecidedBlock(first, enough)))).containsExactly(first);
  }

  /** f + 1 = 2 to join a view change, Q = 3 to open the view. */
  @Test
  void nonMembersChangeNoView() {
    ViewChange change = committee.emptyChange(1);
    give(0, change);
    allStrangersSay(change);
    assertThat(said(ViewChange.class, give(2, change))).containsExactly(change);

    assertThat(opensView(1, 0, 2, 9)).as("a stranger's VIEW-CHANGE").isFalse();
    allStrangersSay(newView(0, 1, 2));
    assertThat(opensView(1, 0, 1, 2)).isTrue();
  }

  private NewView newView(int... shown) {
    ViewChange change = committee.emptyChange(1);
    return new NewView(
        1, IntStream.of(shown).mapToObj(node -> committee.proof(node, change)).toList());
  }

  /** Whether the backup votes in view 1 once its primary shows these VIEW-CHANGEs. */
  private boolean opensView(int primary, int... shown) {
    List<Output> outputs = new ArrayList<>(give(primary, newView(shown)));
    outputs.addAll(give(primary, new PrePrepare(1, first)));
    return said(Prepare.class, outputs).contains(new Prepare(1, 1, first.hash()));
  }

  /** The interval is 1: each block is followed by a CHECKPOINT, which Q = 3 make stable. */
  @Test
  void nonMembersMakeNoCheckpointStable() {
    Checkpoint own =
        said(
                Checkpoint.class,
                give(0, new DecidedBlock(first, committee.commits(0, first, 0, 1, 2))))
            .getFirst();
    give(0, own);
    allStrangersSay(own);
    assertThat(only(Output.Truncate.class, give(1, own))).hasSize(1);
  }

  /** f + 1 = 2 equal answers convince a client. */
  @Test
  void nonMembersConvinceNoClient() {
    PbftClientSession session = new PbftClientSession(committee.members, 1_000_000);
    var request = committee.request("alice", 1);
    session.step(committee.submitted(request));
    OrderedReply reply =
        new OrderedReply(0, 1, new Receipt(request.request(), Receipt.OK, request.body()));
    session.step(committee.from(0, reply));
    strangers()
        .forEach(
            node ->
                assertThat(session.step(committee.from(node, reply)))
                    .containsExactly(
                        new Output.Reject(committee.key(node), "not a reply of a replica")));
    assertThat(only(Output.Accepted.class, session.step(committee.from(1, reply))))
        .containsExactly(new Output.Accepted(request.request(), 1, reply.receipt()));
  }
}
