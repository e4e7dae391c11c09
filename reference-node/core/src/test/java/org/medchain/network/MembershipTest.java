package org.medchain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** NET-4: the consensus nodes and their numbers. */
class MembershipTest {
  @Property(seed = "20253", tries = 50)
  void aNodeIsTheKeyAtItsNumber(@ForAll @IntRange(min = 1, max = 50) int nodes) {
    List<PublicKey> keys = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      keys.add(key(i));
    }
    Membership members = new Membership(keys);
    assertThat(members.size()).isEqualTo(nodes);
    assertThat(members.keys()).isEqualTo(keys);
    for (int i = 0; i < nodes; i++) {
      assertThat(members.indexOf(members.key(i))).isEqualTo(i);
      assertThat(members.contains(keys.get(i))).isTrue();
    }
    assertThat(members.contains(key(nodes))).isFalse();
    assertThat(members.indexOf(key(nodes))).isEqualTo(-1);
  }

  @Example
  void aKeyCannotStandTwice() {
    List<PublicKey> keys = List.of(key(1), key(2), key(1));
    assertRefused(() -> new Membership(keys));
  }

  private static PublicKey key(int number) {
    return new PublicKey(new Hash(number, 0, 0, 0).toBytes());
  }
}
