package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Membership;

/** CONS-7: a certificate counts different members, and its memory changes no answer. */
class SignedVotesTest {
  static final int KEYS = 8;

  private static PublicKey key(int number) {
    return new PublicKey(Hash.of(Bytes.utf8("key " + number)).toBytes());
  }

  private static Membership members(int from, int count) {
    return new Membership(
        IntStream.range(from, from + count).mapToObj(SignedVotesTest::key).toList());
  }

  private static boolean plainly(List<Integer> signers, int from, int count) {
    return new HashSet<>(signers).size() == signers.size()
        && signers.stream().allMatch(each -> from <= each && each < from + count);
  }

  @Property(seed = "20326")
  void theAnswerIsThatOfPlainSetsHoweverOftenItIsAsked(
      @ForAll @Size(max = 6) List<@IntRange(max = KEYS - 1) Integer> signers,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = KEYS - 1) Integer> starts) {
    List<SignedVote> plain =
        signers.stream().map(each -> new SignedVote(key(each), Signature.NONE)).toList();
    SignedVotes votes = SignedVotes.copyOf(plain);
    assertThat(votes).isEqualTo(plain).hasSameHashCodeAs(plain);
    assertThat(SignedVotes.copyOf(votes)).isSameAs(votes);
    for (int start : starts) {
      Membership members = members(start, KEYS / 2);
      for (int asked = 0; asked < 2; asked++) {
        assertThat(votes.areOfDifferent(members)).isEqualTo(plainly(signers, start, KEYS / 2));
      }
    }
  }
}
