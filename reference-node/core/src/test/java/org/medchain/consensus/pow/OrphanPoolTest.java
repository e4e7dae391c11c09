package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** POW-13, POW-8, POW-31, POW-35: which orphans are kept, placed and forgotten. */
class OrphanPoolTest {
  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());
  private final OrphanPool orphans = new OrphanPool();
  private final PublicKey first = fixture.keys("node 1").publicKey();
  private final PublicKey second = fixture.keys("node 2").publicKey();

  private OrphanPool.OrphanBlock add(PowFixture.Made made, PublicKey sender) {
    OrphanPool.OrphanBlock orphan = new OrphanPool.OrphanBlock(made.block(), sender);
    orphans.add(orphan);
    return orphan;
  }

  /**
   * A share holds its own number of blocks, independent of other senders; the highest makes room.
   */
  @Example
  void aFullShareKeepsTheLowest() {
    List<PowFixture.Made> chain = fixture.branch(fixture.genesis, OrphanPool.MAX_PER_SENDER + 2, 0);
    add(chain.get(0), second);
    for (int i = chain.size() - 1; i > 0; i--) {
      add(chain.get(i), first);
    }
    assertThat(orphans.size()).isEqualTo(OrphanPool.MAX_PER_SENDER + 1);
    assertThat(orphans.contains(chain.get(OrphanPool.MAX_PER_SENDER + 1).block().hash())).isFalse();
    assertThat(orphans.contains(chain.get(OrphanPool.MAX_PER_SENDER).block().hash())).isTrue();
    assertThat(orphans.contains(chain.get(0).block().hash())).isTrue();
  }

  /** The children of a block, from any sender, are returned and leave the pool. */
  @Example
  void theChildrenOfABlockAreTakenOut() {
    PowFixture.Made parent = fixture.child(fixture.genesis, 0);
    OrphanPool.OrphanBlock one = add(fixture.child(parent, 1), first);
    OrphanPool.OrphanBlock two = add(fixture.child(parent, 2), second);
    OrphanPool.OrphanBlock elsewhere = add(fixture.child(fixture.child(parent, 3), 0), first);
    assertThat(orphans.takeChildren(parent.block().hash())).containsExactlyInAnyOrder(one, two);
    assertThat(orphans.takeChildren(parent.block().hash())).isEmpty();
    assertThat(orphans.takeChildren(Hash.ZERO)).isEmpty();
    assertThat(orphans.contains(one.hash())).isFalse();
    assertThat(orphans.contains(elsewhere.hash())).isTrue();
    assertThat(orphans.size()).isEqualTo(1);
    assertThat(orphans.senders()).containsExactly(first);
  }

  /** POW-8: all blocks on a refused block go with it, down to the last descendant. */
  @Example
  void descendantsOfARefusedBlockGo() {
    List<PowFixture.Made> chain = fixture.branch(fixture.genesis, 5, 0);
    for (int i = 1; i < 5; i++) {
      add(chain.get(i), i % 2 == 0 ? first : second);
    }
    OrphanPool.OrphanBlock other = add(fixture.child(fixture.child(fixture.genesis, 7), 7), first);
    orphans.dropDescendants(chain.get(1).block().hash());
    assertThat(orphans.size()).as("the block itself was one of them").isEqualTo(2);
    assertThat(orphans.contains(chain.get(1).block().hash())).isTrue();
    assertThat(orphans.contains(other.hash())).isTrue();
  }

  /** POW-28: invalid headers discard the pending blocks of their sender only. */
  @Example
  void whatOneNodeSentGoesWithIt() {
    List<PowFixture.Made> chain = fixture.branch(fixture.genesis, 4, 0);
    add(chain.get(1), first);
    add(chain.get(2), second);
    add(chain.get(3), first);
    orphans.dropFrom(first);
    assertThat(orphans.size()).isEqualTo(1);
    assertThat(orphans.senders()).containsExactly(second);
    orphans.dropFrom(first);
    assertThat(orphans.contains(chain.get(2).block().hash())).isTrue();
  }
}
