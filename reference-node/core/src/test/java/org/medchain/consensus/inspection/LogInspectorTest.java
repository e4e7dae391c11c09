package org.medchain.consensus.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertMalformed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.RequestForm;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.inspection.LogInspector.SurvivingChain;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.WriteAheadLog.LogRecord;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;
import org.medchain.network.Membership;

/** PBFT-18, PBFT-42: others check a log, and the center decides what a new view would demand. */
class LogInspectorTest extends LogFixture {
  private static final KeyPair CENTER = TestCommittee.client("center");

  @Example
  void whatIsNoEntryIsRefused() {
    LogInspector reading = log(committee);
    assertMalformed(() -> reading.read(Bytes.utf8("no entry")));
    assertMalformed(() -> reading.readContext(Bytes.utf8("no context")));
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
    Block first = child(committee, committee.genesis(), "a");
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
    Block first = child(committee, committee.genesis(), "a");
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

  /** A store that a hostile survivor wrote for itself pushes out no honest one. */
  @Example
  void anEpochCountsThatItsLogProves() {
    LogInspector honest = log(committee, decided(child(committee, committee.genesis(), "a")));
    Membership others = new Membership(List.of(1, 2, 3, 4).stream().map(committee::key).toList());
    LogInspector proving = ended(others, true, 0, 1, 2);
    LogInspector lying = ended(others, true, 0, 1);
    LogInspector forging = ended(others, false, 0, 1, 2);
    assertThat(left(honest, lying, forging).used()).containsExactly(honest);
    assertThat(left(honest, lying, forging).epochs().epochs()).hasSize(1);
    assertThat(left(honest, proving, lying).used()).containsExactly(proving);
    assertThat(left(honest, proving).members()).isEqualTo(others);
  }

  /** A restart would take them by their numbers, and drop the true ones of the same. */
  @Example
  void proofsThatProveNothingLeaveTheirLogOut() {
    Membership others = new Membership(List.of(1, 2, 3, 4).stream().map(committee::key).toList());
    Epochs next = start().executed(2, others, 2, 2).after(4);
    EpochProof end = end(next, 0, 1, 2);
    LogInspector forged = based(start(), List.of(voteless(4, others)), 0, 1, 2);
    LogInspector twice = based(next, List.of(end, end), 0, 1, 2);
    LogInspector unreached = based(start(), List.of(end), 0, 1, 2);
    LogInspector honest = based(start(), List.of(), 0, 1, 2);
    SurvivingChain left = left(forged, twice, unreached, honest);
    assertThat(left.used()).containsExactly(honest);
    assertThat(left.leftOut().get(forged)).contains("proves nothing");
    assertThat(left.leftOut().get(twice)).contains("proves nothing");
    assertThat(left.leftOut().get(unreached)).contains("the newer store is needed");
    assertThat(left(unreached).used()).isEmpty();
    assertThat(left(unreached).height()).isZero();
  }

  /** The genesis is older than the log: nothing is to be begun under what was recovered before. */
  @Example
  void aRecoveryThatIsNotAcceptedIsNotLeftOut() {
    SurvivingChain left = left(based(start(), List.of(), 0, 1, 2));
    EpochProof recovery = left.recovery(CENTER.publicKey(), this::signature);
    LogInspector later = new LogInspector(trusting(List.of(recovery.id())), committee.members);
    LogInspector before = new LogInspector(trusting(List.of()), committee.members);
    for (LogInspector each : List.of(later, before)) {
      each.read(
          new LogRecord.CheckpointBase(
                  checkpoint(context(start()).summary().hash(), 0, 1, 2),
                  new DecidedBlock(tip(), committee.commits(0, tip(), 0, 1, 2)),
                  context(start()).encoded(),
                  List.of(recovery),
                  List.of())
              .encoded());
    }
    assertThat(left(later).leftOut()).containsKey(later);
    assertThatThrownBy(() -> left(before)).isInstanceOf(UnacceptedRecoveryException.class);
  }

  /** Nobody can propose again what a hostile log hides. */
  @Example
  void whatIsPreparedIsInTheSameLog() {
    Block first = child(committee, committee.genesis(), "a");
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
    int quorum = new QuorumSizes(nodes).size();
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

  /** Over a log of a member, only the center decides the prepared blocks, in its own epoch. */
  @Example
  void theCenterDecidesAgainWhatWasPrepared() {
    Block first = child(committee, committee.genesis(), "a");
    Block second = child(committee, first, "b");
    LogInspector ahead = log(committee, decided(first));
    LogInspector behind = log(committee, voted(second, committee.prepared(0, second, 0, 1, 2)));
    SurvivingChain left = left(ahead, behind);
    EpochProof recovery = left.recovery(CENTER.publicKey(), this::signature);
    PbftReplica replica = continued(left, recovery);
    assertThat(replica.decidedHeight()).isEqualTo(2);
  }

  /** The center's replica over the log that it continues. */
  private PbftReplica continued(SurvivingChain left, EpochProof recovery) {
    PbftReplica replica =
        new PbftReplica(accepting(recovery), committee.members, CENTER.publicKey());
    TestHost host = committee.host(CENTER, replica);
    host.give(new Input.Recovered(TestCommittee.NOW_NS, left.entries(recovery)));
    host.give(new Input.Started(TestCommittee.NOW_NS));
    assertThat(replica.view()).isEqualTo(ViewNumbers.first(1));
    assertThat(replica.membershipProof().orElseThrow().proofs()).containsExactly(recovery);
    return replica;
  }

  /** Entries that a restart would take from the log, and nobody has proved, are not continued. */
  @Example
  void entriesThatProveNothingAreNotContinued() {
    Block first = child(committee, committee.genesis(), "a");
    ViewChange far =
        new ViewChange(ViewNumbers.first(7), committee.commits(0, first, 0, 1, 2), List.of());
    SurvivingChain left =
        left(
            log(
                committee,
                decided(first),
                new LogRecord.ViewLeft(far),
                new LogRecord.EpochRecovered(voteless(0, committee.members), List.of())));
    EpochProof recovery = left.recovery(CENTER.publicKey(), this::signature);
    assertThat(continued(left, recovery).decidedHeight()).isEqualTo(1);
  }

  /** The end of the first epoch that no member signed. */
  private EpochProof voteless(long height, Membership next) {
    Epochs.EpochEnding ending = new Epochs.EpochEnding(height, next);
    Epochs epochs =
        new Epochs(committee.chain.chain(), start().epochs(), Optional.of(ending)).after(height);
    var digest = new CheckpointContext.ContextDigest(epochs.current(), Hash.ZERO);
    Checkpoint said = new Checkpoint(height, Hash.MAX, Hash.MAX, digest.hash());
    return new EpochProof(new CheckpointCertificate(said, List.of()), digest);
  }

  /** A certificate without its block, or beside another one, decides nothing. */
  @Example
  void whatIsDecidedIsInTheSameLog() {
    Block first = child(committee, committee.genesis(), "a");
    Block second = child(committee, first, "b");
    Block rival = child(committee, first, "c");
    var above = committee.commits(0, second, 0, 1, 2);
    LogInspector honest = log(committee, decided(first));
    for (LogRecord each :
        List.of(
            new LogRecord.BlockCertified(above),
            new LogRecord.BlockDecided(new DecidedBlock(rival, above)),
            new LogRecord.BlockDecided(new DecidedBlock(second, above)))) {
      SurvivingChain left = left(log(committee, each), honest);
      assertThat(left.last().block()).as("%s", each).isEqualTo(first.hash());
      assertThat(left.highest()).isSameAs(honest);
    }
    LogInspector whole =
        log(
            committee,
            decided(first),
            new LogRecord.BlockContent(second),
            new LogRecord.BlockCertified(above));
    assertThat(left(honest, whole).highest()).isSameAs(whole);
  }

  private Signature signature(Checkpoint said) {
    return TestCommittee.SCHEME.sign(
        CENTER.secretKey(),
        Attestation.signingBytes(
            Checkpoint.TYPE.name(), committee.chain.chain(), CENTER.publicKey(), said.encoded()));
  }

  private ChainParameters trusting(List<Hash> accepted) {
    ChainParameters chain = committee.chain;
    return new ChainParameters(
        chain.genesis(),
        chain.window(),
        chain.difficulty(),
        chain.clockToleranceMs(),
        chain.right(),
        RequestForm.ANY,
        new RecoveryTrust(Optional.of(CENTER.publicKey()), accepted));
  }

  private PbftParameters accepting(EpochProof recovery) {
    PbftParameters usual = committee.parameters;
    return new PbftParameters(
        trusting(List.of(recovery.id())),
        usual.batch(),
        usual.timeouts(),
        usual.retransmitNs(),
        usual.poolCapacity(),
        usual.checkpointInterval(),
        usual.clientAuthentication());
  }
}
