package org.medchain.consensus.pbft.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertMalformed;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/** PBFT-15, PBFT-20: whose certificates prove which heights, and how a context is written. */
class EpochCertificateTest {
  /** Epoch 0 decides up to here, epoch 1 from the next height on. */
  private static final long LAST = 4;

  private final TestCommittee committee = new TestCommittee(4, 2, 2);
  private final Epochs first = Epochs.of(committee.chain.chain(), committee.members);

  private Membership members(int count) {
    return new Membership(committee.members.keys().subList(0, count));
  }

  private QuorumCertificate certificate(long view, long height, int... signers) {
    Hash block = Hash.of(new Encoder().int64(height).toBytes());
    List<SignedVote> votes =
        Arrays.stream(signers)
            .mapToObj(
                node ->
                    committee.vote(Commit.TYPE.name(), committee.keys(node), view, height, block))
            .toList();
    return new QuorumCertificate(view, height, block, votes);
  }

  /** To the last height of its epoch and from its first, and never of an epoch unheard of. */
  @ParameterizedTest
  @CsvSource({
    "0,1,true",
    "0,4,true",
    "0,5,false",
    "1,4,false",
    "1,5,true",
    "1,6,true",
    "1,100,true",
    "2,4,false",
    "2,5,false",
    "2,9,false",
    "3,9,false"
  })
  void anEpochProvesItsOwnHeights(long epoch, long height, boolean proved) {
    Epochs both = first.executed(2, committee.members, 2, 2).after(LAST);
    assertThat(both.current().first()).isEqualTo(LAST + 1);
    long view = ViewNumbers.first(epoch) + 3;
    assertThat(both.proves(certificate(view, height, 0, 1, 2))).isEqualTo(proved);
    assertThat(both.proves(certificate(view, height, 0, 1))).as("too few").isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void tooFewMembersAreIgnored(int count) {
    assertThat(first.executed(2, members(count), 2, 2)).isSameAs(first);
    assertThat(first.executed(2, members(4), 2, 2).ending()).isPresent();
  }

  private static Membership strangers(int count) {
    return new Membership(
        IntStream.range(0, count)
            .mapToObj(i -> new PublicKey(Hash.of(new Encoder().int64(i).toBytes()).toBytes()))
            .toList());
  }

  /** PBFT-32: no set of members is so large that a certificate of it could not be read. */
  @Test
  void tooManyMembersAreIgnored() {
    Membership most = strangers(QuorumSizes.MAX_NODES);
    Membership tooMany = strangers(QuorumSizes.MAX_NODES + 1);
    assertThat(first.executed(2, tooMany, 2, 2)).isSameAs(first);
    Epochs changed = first.executed(2, most, 2, 2);
    assertThat(changed.ending()).isPresent();
    assertThat(Decoder.decode(changed.encoded(), Epochs.CODEC::decode)).isEqualTo(changed);
    assertThatThrownBy(() -> Epochs.of(Hash.ZERO, tooMany)).hasMessageContaining("at most 1000");
  }

  /** PBFT-32: a certificate has no more votes than a chain can have members. */
  @Test
  void aCertificateWithTooManyVotesDoesNotDecode() {
    SignedVote vote = certificate(0, 1, 0).votes().get(0);
    for (int votes : new int[] {QuorumSizes.MAX_NODES, QuorumSizes.MAX_NODES + 1, 87_000}) {
      List<SignedVote> all = Collections.nCopies(votes, vote);
      Bytes encoded = new QuorumCertificate(0, 1, Hash.ZERO, all).encoded();
      if (votes == QuorumSizes.MAX_NODES) {
        assertThat(Decoder.decode(encoded, QuorumCertificate.CODEC::decode).votes()).hasSize(votes);
      } else {
        assertMalformed(() -> Decoder.decode(encoded, QuorumCertificate.CODEC::decode))
            .hasMessageContaining("at most 1000 values may be here, not " + votes);
      }
    }
  }

  private static CheckpointContext.ContextSummary read(long... heights) {
    TestCommittee committee = new TestCommittee(4, 2, 2);
    List<CheckpointContext.ContextSummary.RootsAtHeight> roots =
        Arrays.stream(heights)
            .mapToObj(
                height ->
                    new CheckpointContext.ContextSummary.RootsAtHeight(
                        height, new ExecutionRoots(Hash.ZERO, Hash.ZERO)))
            .toList();
    Epochs epochs = Epochs.of(committee.chain.chain(), committee.members);
    Encoder out = new Encoder().list(roots).value(epochs).hash(Hash.ZERO);
    return Decoder.decode(out.toBytes(), CheckpointContext.ContextSummary.CODEC::decode);
  }

  /** DATA-1: there is one way to write a context: each height once, the lowest first. */
  @Test
  void rootsStandOnceAndInOrder() {
    assertThat(read(3, 4).roots().keySet()).containsExactly(3L, 4L);
    assertMalformed(() -> read(4, 3));
    assertMalformed(() -> read(3, 3));
  }
}
