package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Membership;

/** CONS-6: a node's first vote counts, its later votes do not. */
class VoteSetTest {
  private static final Membership MEMBERS =
      new Membership(IntStream.rangeClosed(0, 5).mapToObj(VoteSetTest::key).toList());

  record Vote(int node, int block) {}

  @Provide
  Arbitrary<List<Vote>> votes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5), Arbitraries.integers().between(0, 2))
        .as(Vote::new)
        .list()
        .ofMaxSize(20);
  }

  @Property(seed = "20241", tries = 300)
  void countsAreThoseOfTheFirstVotes(@ForAll("votes") List<Vote> votes) {
    VoteSet set = new VoteSet(MEMBERS);
    Map<Integer, Vote> first = new LinkedHashMap<>();
    for (Vote vote : votes) {
      boolean isFirst = first.putIfAbsent(vote.node(), vote) == null;
      assertThat(set.add(key(vote.node()), hash(vote.block()), signature(vote))).isEqualTo(isFirst);
    }
    for (int block = 0; block <= 2; block++) {
      List<SignedVote> expected = new ArrayList<>();
      for (Vote vote : first.values()) {
        if (vote.block() == block) {
          expected.add(new SignedVote(key(vote.node()), signature(vote)));
        }
      }
      assertThat(set.count(hash(block))).isEqualTo(expected.size());
      assertThat(set.signatures(hash(block), 100)).isEqualTo(expected);
      int limit = Math.min(2, expected.size());
      assertThat(set.signatures(hash(block), 2)).isEqualTo(expected.subList(0, limit));
    }
  }

  /** The block that a quorum voted for; with the sizes of CONS-5 there is one at most. */
  @Property(seed = "20249", tries = 300)
  void choosesWhatAQuorumVotedFor(
      @ForAll("votes") List<Vote> votes, @ForAll @IntRange(min = 1, max = 6) int quorum) {
    VoteSet set = new VoteSet(MEMBERS);
    votes.forEach(vote -> set.add(key(vote.node()), hash(vote.block()), signature(vote)));
    List<Hash> enough =
        IntStream.rangeClosed(0, 2)
            .mapToObj(VoteSetTest::hash)
            .filter(block -> set.count(block) >= quorum)
            .toList();
    if (enough.isEmpty()) {
      assertThat(set.chosenBy(quorum)).isEmpty();
    } else {
      assertThat(enough).contains(set.chosenBy(quorum).orElseThrow());
    }
  }

  /** PBFT-34: only the members of the phase have a vote, also of those that are taken over. */
  @Example
  void aStrangersVoteDoesNotCount() {
    VoteSet set = new VoteSet(MEMBERS);
    assertThat(set.add(key(6), hash(0), signature(new Vote(6, 0)))).isFalse();
    assertThat(set.voters()).isZero();
    set.add(key(0), hash(0), signature(new Vote(0, 0)));
    set.add(key(1), hash(0), signature(new Vote(1, 0)));
    VoteSet kept = set.by(new Membership(List.of(key(1), key(6))));
    assertThat(kept.signatures(hash(0), 100))
        .containsExactly(new SignedVote(key(1), signature(new Vote(1, 0))));
  }

  private static PublicKey key(int node) {
    return new PublicKey(hash(node).toBytes());
  }

  private static Hash hash(int number) {
    return new Hash(0, 0, 0, number);
  }

  /** A different one for each vote, so that a mixed-up signature shows. */
  private static Signature signature(Vote vote) {
    byte[] bytes = new byte[Signature.SIZE];
    bytes[0] = (byte) vote.node();
    bytes[1] = (byte) vote.block();
    return new Signature(Bytes.of(bytes));
  }
}
