package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ChainParameters.RecoveryTrust;
import org.medchain.consensus.Input;
import org.medchain.consensus.Quorum;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.RequestForm;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.LogInspector.SurvivingChain;
import org.medchain.consensus.pbft.WriteAheadLog.LogRecord;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextSummary;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.Signature;
import org.medchain.network.Membership;

/**
 * PBFT-18: a log can be checked by who is not its replica. PBFT-42: what logs leave of a chain is
 * what a new view would demand, and the center decides it.
 */
class LogInspectorTest {
  private static final KeyPair CENTER = TestCommittee.client("center");

  private final TestCommittee committee = new TestCommittee(4, 8);

  private static Block child(TestCommittee committee, Block parent, String client) {
    return committee.child(parent, committee.genesisRoots(), committee.request(client, 1));
  }

  private static LogInspector log(TestCommittee committee, LogRecord... entries) {
    LogInspector log = new LogInspector(committee.chain, committee.members);
    List.of(entries).forEach(each -> log.read(each.encoded()));
    return log;
  }

  private LogRecord decided(Block block) {
    return new LogRecord.BlockDecided(
        new DecidedBlock(block, committee.commits(0, block, 0, 1, 2)));
  }

  private static SurvivingChain left(LogInspector... logs) {
    return LogInspector.survivors(List.of(logs), TestCommittee.SCHEME);
  }

  private LogRecord[] voted(Block block, PreparedCertificate certificate) {
    return new LogRecord[] {
      new LogRecord.BlockContent(block), new LogRecord.BlockPrepared(certificate)
    };
  }

  @Example
  void whatIsNoEntryIsRefused() {
    LogInspector reading = log(committee);
    assertThatThrownBy(() -> reading.read(Bytes.utf8("no entry")))
        .isInstanceOf(MalformedInput.class);
    assertThatThrownBy(() -> reading.readContext(Bytes.utf8("no context")))
        .isInstanceOf(MalformedInput.class);
    assertThat(reading.stateRoots()).isEmpty();
  }

  @Example
  void theGenesisBlockAloneNeedsNoVotes() {
    LogInspector reading = log(committee);
    assertThat(reading.proves(QuorumCertificate.ofGenesis(committee.chain.chain()))).isTrue();
    assertThat(reading.proves(new QuorumCertificate(0, 1, Hash.MAX, List.of()))).isFalse();
  }

  @Example
  void theHighestDecisionAndWhatWasPreparedAboveItAreLeft() {
    Block first = child(committee, committee.chain.genesis(), "a");
    Block second = child(committee, first, "b");
    Block third = child(committee, second, "c");
    Block rival = child(committee, second, "d");
    LogInspector ahead = log(committee, decided(first), decided(second));
    LogInspector behind = log(committee, voted(third, committee.prepared(0, third, 0, 1, 2)));
    LogInspector later = log(committee, voted(rival, committee.prepared(1, rival, 1, 0, 2)));

    assertThat(left(behind, ahead).last().block()).isEqualTo(second.hash());
    assertThat(left(behind, ahead).demanded()).containsExactly(third);
    assertThat(left(behind, ahead, later).demanded()).as("the highest view").containsExactly(rival);
    assertThat(left(behind).demanded()).as("nothing is under it").isEmpty();
    assertThat(left(behind).height()).isZero();
  }

  @Example
  void certificatesThatDoNotHoldAreLeftOut() {
    Block first = child(committee, committee.chain.genesis(), "a");
    PreparedCertificate sound = committee.prepared(0, first, 0, 1, 2);
    PreparedCertificate tooFew = committee.prepared(0, first, 0, 1);
    PreparedCertificate forged =
        new PreparedCertificate(
            0,
            first.header(),
            sound.prePrepare(),
            committee.prepared(1, first, 1, 0, 2).prepares().stream()
                .map(
                    each ->
                        new SignedVote(
                            each.signer().equals(committee.key(0))
                                ? committee.key(1)
                                : each.signer(),
                            each.signature()))
                .toList());
    assertThat(left(log(committee, voted(first, sound))).height()).isEqualTo(1);
    assertThat(left(log(committee, voted(first, tooFew))).height()).isZero();
    assertThat(left(log(committee, voted(first, forged))).height()).isZero();
  }

  /** A log that ends with an epoch in which others decide, as these members say. */
  private LogInspector ended(Membership next, boolean isContextSigned, int... signers) {
    Block tip = committee.chain.genesis();
    for (int height = 1; height <= 4; height++) {
      tip = child(committee, tip, "a" + height);
    }
    Epochs epochs =
        Epochs.of(committee.chain.chain(), committee.members)
            .executed(2, Optional.of(next), 2, 2)
            .after(4);
    Bytes clients = Bytes.utf8("no clients");
    ContextSummary summary = new ContextSummary(new TreeMap<>(), epochs, Hash.of(clients));
    Hash context = isContextSigned ? summary.hash() : Hash.MAX;
    CheckpointCertificate end =
        committee.checkpoints(new Checkpoint(4, tip.hash(), Hash.ZERO, context), signers);
    return log(
        committee,
        new LogRecord.CheckpointBase(
            end,
            new DecidedBlock(tip, committee.commits(0, tip, 0, 1, 2)),
            new CheckpointContext(summary, clients).encoded(),
            isContextSigned ? List.of(new EpochProof(end, summary.digest())) : List.of(),
            List.of()));
  }

  /** A store that a hostile survivor wrote for itself pushes out no honest one. */
  @Example
  void anEpochCountsThatItsLogProves() {
    LogInspector honest = log(committee, decided(child(committee, committee.chain.genesis(), "a")));
    Membership others = new Membership(List.of(1, 2, 3, 4).stream().map(committee::key).toList());
    LogInspector proving = ended(others, true, 0, 1, 2);
    LogInspector lying = ended(others, true, 0, 1);
    LogInspector forging = ended(others, false, 0, 1, 2);
    assertThat(left(honest, lying, forging).used()).containsExactly(honest);
    assertThat(left(honest, lying, forging).epochs().epochs()).hasSize(1);
    assertThat(left(honest, proving, lying).used()).containsExactly(proving);
    assertThat(left(honest, proving).epochs().current().members()).isEqualTo(others);
  }

  /** Nobody can propose again what a hostile log hides. */
  @Example
  void whatIsPreparedIsInTheSameLog() {
    Block first = child(committee, committee.chain.genesis(), "a");
    var alone = new LogRecord.BlockPrepared(committee.prepared(0, first, 0, 1, 2));
    assertThat(left(log(committee, alone)).height()).isZero();
  }

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.of(4, 5, 7);
  }

  /** A block that a quorum was prepared for is in the logs of any n − Q + 1 members. */
  @Property(tries = 60)
  void fewerLostThanAQuorumLoseNothingAcknowledged(
      @ForAll @From("sizes") int nodes, @ForAll long seed) {
    TestCommittee members = new TestCommittee(nodes, 8);
    int quorum = new Quorum(nodes).size();
    Block block = child(members, members.chain.genesis(), "a");
    int[] backups = IntStream.range(1, quorum).toArray();
    PreparedCertificate certificate = members.prepared(0, block, 0, backups);
    Random random = new Random(seed);
    List<Integer> committed = shuffled(nodes, random).subList(0, quorum);
    List<Integer> survivors =
        shuffled(nodes, random).subList(0, nodes - 1 - random.nextInt(quorum - 1));
    List<LogInspector> logs = new ArrayList<>();
    for (int each : survivors) {
      logs.add(committed.contains(each) ? log(members, voted(block, certificate)) : log(members));
    }
    SurvivingChain left = LogInspector.survivors(logs, TestCommittee.SCHEME);
    assertThat(left.demanded()).containsExactly(block);
  }

  private static List<Integer> shuffled(int nodes, Random random) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      all.add(i);
    }
    Collections.shuffle(all, random);
    return all;
  }

  /** Over a log of a member, the center alone decides what was prepared, in its own epoch. */
  @Example
  void theCenterDecidesAgainWhatWasPrepared() {
    Block first = child(committee, committee.chain.genesis(), "a");
    Block second = child(committee, first, "b");
    LogInspector ahead = log(committee, decided(first));
    LogInspector behind = log(committee, voted(second, committee.prepared(0, second, 0, 1, 2)));
    SurvivingChain left = left(ahead, behind);
    EpochProof recovery = left.recovery(CENTER.publicKey(), this::signature);
    List<Bytes> log = new ArrayList<>(List.of(decided(first).encoded()));
    log.addAll(left.entries(recovery));

    PbftReplica replica =
        new PbftReplica(accepting(recovery), committee.members, CENTER.publicKey());
    TestHost host = committee.host(CENTER, replica);
    host.give(new Input.Recovered(TestCommittee.NOW_NS, log));
    host.give(new Input.Started(TestCommittee.NOW_NS));

    assertThat(replica.view()).isEqualTo(ViewNumbers.first(1));
    assertThat(replica.decidedHeight()).isEqualTo(2);
    assertThat(replica.membershipProof().orElseThrow().proofs()).containsExactly(recovery);
  }

  private Signature signature(Checkpoint said) {
    return TestCommittee.SCHEME.sign(
        CENTER.secretKey(),
        Attestation.signingBytes(
            Checkpoint.TYPE.name(), committee.chain.chain(), CENTER.publicKey(), said.encoded()));
  }

  private PbftParameters accepting(EpochProof recovery) {
    ChainParameters chain = committee.chain;
    PbftParameters usual = committee.parameters;
    return new PbftParameters(
        new ChainParameters(
            chain.genesis(),
            chain.window(),
            chain.difficulty(),
            chain.clockToleranceMs(),
            chain.right(),
            RequestForm.ANY,
            new RecoveryTrust(Optional.of(CENTER.publicKey()), List.of(recovery.id()))),
        usual.batch(),
        usual.timeouts(),
        usual.retransmitNs(),
        usual.poolCapacity(),
        usual.checkpointInterval(),
        usual.clientAuthentication());
  }
}
