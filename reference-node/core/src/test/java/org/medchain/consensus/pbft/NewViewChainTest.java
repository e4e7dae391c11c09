package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Hash;

/** PBFT-10: the blocks that a new view proposes again (rule D of decision 0010). */
class NewViewChainTest {
  private final TestCommittee committee = new TestCommittee(4, 2);
  private final Block genesis = committee.genesis();
  private long lastRequest;

  private Block child(Block parent) {
    return committee.child(parent, committee.request("alice", ++lastRequest));
  }

  private ViewChange change(Block stable, PreparedCertificate... prepared) {
    QuorumCertificate certificate =
        new QuorumCertificate(0, stable.height(), stable.hash(), List.of());
    return new ViewChange(9, certificate, List.of(prepared));
  }

  private PreparedCertificate prepared(long view, Block block) {
    return committee.prepared(view, block, 0);
  }

  private static List<Hash> chosen(ViewChange... changes) {
    return NewViewChain.of(List.of(changes)).reproposed().stream()
        .map(PreparedCertificate::block)
        .toList();
  }

  @Example
  void nothingPreparedMeansNothingToProposeAgain() {
    NewViewChain chain = NewViewChain.of(List.of(change(genesis), change(genesis)));
    assertThat(chain.reproposed()).isEmpty();
    assertThat(chain.start().height() + chain.reproposed().size()).isZero();
    assertThat(chain.at(0)).isEmpty();
    assertThat(chain.at(1)).isEmpty();
  }

  @Example
  void startsAtTheHighestDecidedBlock() {
    Block one = child(genesis);
    Block two = child(one);
    Block three = child(two);
    ViewChange lagging = change(genesis, prepared(0, one), prepared(0, two), prepared(0, three));
    NewViewChain chain = NewViewChain.of(List.of(lagging, change(two), change(one)));
    assertThat(chain.start().block()).isEqualTo(two.hash());
    assertThat(chain.reproposed()).containsExactly(prepared(0, three));
    assertThat(chain.at(2)).isEmpty();
    assertThat(chain.at(3)).isPresent();
    assertThat(chain.at(4)).isEmpty();
    assertThat(chain.at(3).orElseThrow().block()).isEqualTo(three.hash());
    assertThat(chain.start().height() + chain.reproposed().size()).isEqualTo(3);
  }

  @Example
  void takesTheHighestViewAtEachHeight() {
    Block older = child(genesis);
    Block newer = child(genesis);
    ViewChange low = change(genesis, prepared(0, older));
    ViewChange high = change(genesis, prepared(3, newer));
    assertThat(chosen(low, high)).containsExactly(newer.hash());
    assertThat(chosen(high, low)).containsExactly(newer.hash());
  }

  /** No null blocks: a block above a gap cannot have been decided. */
  @Example
  void stopsAtTheFirstGap() {
    Block one = child(genesis);
    Block three = child(child(one));
    assertThat(chosen(change(genesis, prepared(0, one), prepared(0, three))))
        .containsExactly(one.hash());
    assertThat(chosen(change(genesis, prepared(0, three)))).isEmpty();
  }

  @Example
  void stopsWhereTheLinkBreaks() {
    Block one = child(genesis);
    Block onOne = child(one);
    Block other = child(genesis);
    assertThat(chosen(change(genesis, prepared(1, other), prepared(0, onOne))))
        .containsExactly(other.hash());
    assertThat(chosen(change(one, prepared(0, child(other)))))
        .as("not the child of the start")
        .isEmpty();
  }

  /** The defect of "the highest certificate and its ancestors", which three views show. */
  @Example
  void aReproposedPrefixDoesNotOutrankTheLongerChain() {
    Block one = child(genesis);
    Block two = child(one);
    ViewChange early = change(genesis, prepared(0, one), prepared(0, two));
    ViewChange late = change(genesis, prepared(2, one));
    assertThat(chosen(early, late)).containsExactly(one.hash(), two.hash());
  }

  /** Each certificate is checked in its own view: one chain holds several. */
  @Example
  void certificatesOfDifferentViewsMakeOneChain() {
    Block one = child(genesis);
    Block two = child(one);
    Block three = child(two);
    ViewChange change = change(genesis, prepared(2, one), prepared(0, two), prepared(1, three));
    assertThat(chosen(change)).containsExactly(one.hash(), two.hash(), three.hash());
  }
}
