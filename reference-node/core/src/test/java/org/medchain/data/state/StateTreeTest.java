package org.medchain.data.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertMalformed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.Sha256;

/** DATA-16: the tree behaves as a map, and its root says what is in it and nothing else. */
class StateTreeTest {
  /** Puts a value for a key, or removes the key where {@code content} is negative. */
  record Step(int number, int content) {
    StateTree of(StateTree tree) {
      return content < 0 ? tree.remove(key(number)) : tree.put(key(number), value(content));
    }

    void of(Map<Bytes, Bytes> map) {
      if (content < 0) {
        map.remove(key(number));
      } else {
        map.put(key(number), value(content));
      }
    }
  }

  static Bytes key(int number) {
    return Bytes.utf8("key " + number);
  }

  static Bytes value(int number) {
    return Bytes.utf8("value " + number);
  }

  static StateTree tree(Map<Bytes, Bytes> content) {
    StateTree tree = StateTree.EMPTY;
    for (Map.Entry<Bytes, Bytes> entry : content.entrySet()) {
      tree = tree.put(entry.getKey(), entry.getValue());
    }
    return tree;
  }

  private static Map<Bytes, Bytes> content(StateTree tree) {
    Map<Bytes, Bytes> content = new TreeMap<>();
    tree.forEach((key, value) -> assertThat(content.put(key, value)).isNull());
    return content;
  }

  /** The definition: nothing, a leaf, or the two halves by the next bit of the hashed key. */
  private static Hash rootByDefinition(Map<Hash, Bytes> byPath, int depth) {
    if (byPath.isEmpty()) {
      return Hash.ZERO;
    }
    if (byPath.size() == 1) {
      Map.Entry<Hash, Bytes> only = byPath.entrySet().iterator().next();
      return Sha256.of(2, only.getKey(), Hash.of(only.getValue()));
    }
    Map<Hash, Bytes> left = new TreeMap<>();
    Map<Hash, Bytes> right = new TreeMap<>();
    byPath.forEach((path, value) -> (path.bit(depth) == 0 ? left : right).put(path, value));
    return Sha256.of(3, rootByDefinition(left, depth + 1), rootByDefinition(right, depth + 1));
  }

  /** PBFT-36: only from the encoding. */
  @Property(seed = "20271", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void theRootIsKnownWithoutTheTree(@ForAll("steps") List<Step> steps) {
    StateTree tree = StateTree.EMPTY;
    for (Step step : steps) {
      tree = step.of(tree);
      assertThat(Decoder.decode(tree.encoded(), StateTree::rootOf)).isEqualTo(tree.root());
    }
  }

  /** SIM-40, DATA-19: so is the length of the encoding, and a deferred one gives the same bytes. */
  @Property(seed = "20273", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void theLengthOfTheEncodingIsKnownWithoutIt(@ForAll("steps") List<Step> steps) {
    StateTree tree = StateTree.EMPTY;
    for (Step step : steps) {
      tree = step.of(tree);
      DeferredBytes deferred = DeferredBytes.of(tree);
      assertThat(deferred.size()).isEqualTo(tree.encodedSize());
      assertThat(deferred.bytes()).isEqualTo(tree.encoded());
      assertThat(deferred.size()).isEqualTo(tree.encoded().size());
      assertThat(deferred).isEqualTo(DeferredBytes.of(tree.encoded()));
      assertThat(deferred).hasSameHashCodeAs(DeferredBytes.of(tree.encoded()));
      assertThat(deferred).isNotEqualTo(DeferredBytes.of(tree.put(key(-1), value(-1))));
    }
  }

  /** STO-32: any piece is that of the whole encoding, and a tree is read from pieces. */
  @Property(seed = "20273", tries = 60, edgeCases = EdgeCasesMode.NONE)
  void anyPieceOfTheEncodingIsMadeWithoutTheRest(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 40) int length) {
    StateTree tree = StateTree.EMPTY;
    for (Step step : steps) {
      tree = step.of(tree);
    }
    Bytes whole = tree.encoded();
    DeferredBytes deferred = DeferredBytes.of(tree);
    for (int from = 0; from < whole.size(); from++) {
      int most = Math.min(length, whole.size() - from);
      assertThat(deferred.piece(from, most)).isEqualTo(whole.slice(from, from + most));
    }
    int[] at = new int[1];
    StateTree read =
        Decoder.decode(
            whole.size(),
            () -> {
              int from = at[0];
              at[0] = Math.min(whole.size(), from + length);
              return whole.slice(from, at[0]);
            },
            StateTree::decode);
    assertThat(read).isEqualTo(tree);
    assertThat(DeferredBytes.of(whole).root()).isEqualTo(tree.root());
  }

  /** PBFT-36: any bytes have a root exactly if they are a tree. */
  @Property(seed = "20272", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void damagedBytesHaveARootExactlyIfTheyAreATree(
      @ForAll("steps") List<Step> steps, @ForAll Random random) {
    StateTree tree = StateTree.EMPTY;
    for (Step step : steps) {
      tree = step.of(tree);
    }
    byte[] bytes = tree.encoded().toArray();
    for (int i = 0; i < 20; i++) {
      byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 2));
      if (damaged.length > 0) {
        damaged[random.nextInt(damaged.length)] ^= (byte) random.nextInt(256);
      }
      assertThat(outcome(damaged, StateTree::rootOf))
          .isEqualTo(outcome(damaged, in -> StateTree.decode(in).root()));
    }
  }

  private static String outcome(byte[] bytes, Function<Decoder, Hash> reader) {
    try {
      return Decoder.decode(Bytes.of(bytes), reader).toHex();
    } catch (MalformedInput e) {
      return e.getMessage();
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    // Few keys, so that they are met again and removed again.
    return Combinators.combine(
            Arbitraries.integers().between(0, 30), Arbitraries.integers().between(-3, 4))
        .as(Step::new)
        .list()
        .ofMaxSize(80);
  }

  @Property(seed = "90", tries = 200)
  void behavesAsAMap(@ForAll("steps") List<Step> steps) {
    StateTree tree = StateTree.EMPTY;
    Map<Bytes, Bytes> model = new TreeMap<>();
    for (Step step : steps) {
      tree = step.of(tree);
      step.of(model);
      assertThat(tree.size()).isEqualTo(model.size());
    }
    assertThat(content(tree)).isEqualTo(model);
    for (int i = 0; i <= 31; i++) {
      assertThat(tree.get(key(i)).orElse(null)).isEqualTo(model.get(key(i)));
    }
    Map<Hash, Bytes> byPath = new TreeMap<>();
    model.forEach((key, value) -> byPath.put(Hash.of(key), value));
    assertThat(tree.root()).isEqualTo(rootByDefinition(byPath, 0));
  }

  /** Also when roots were asked for on the way, so that cached hashes are in play. */
  @Property(seed = "91", tries = 200)
  void theRootIsIndependentOfHistory(@ForAll("steps") List<Step> steps, @ForAll Random random) {
    StateTree tree = StateTree.EMPTY;
    List<StateTree> history = new ArrayList<>();
    List<Hash> roots = new ArrayList<>();
    for (Step step : steps) {
      tree = step.of(tree);
      history.add(tree);
      roots.add(tree.root());
    }
    List<Map.Entry<Bytes, Bytes>> shuffled = new ArrayList<>(content(tree).entrySet());
    Collections.shuffle(shuffled, random);
    StateTree rebuilt = StateTree.EMPTY;
    for (Map.Entry<Bytes, Bytes> entry : shuffled) {
      rebuilt = rebuilt.put(entry.getKey(), entry.getValue());
    }
    assertThat(rebuilt.root()).isEqualTo(tree.root());
    // Reverting is keeping: older trees have not changed.
    for (int i = 0; i < history.size(); i++) {
      assertThat(tree(content(history.get(i))).root()).isEqualTo(roots.get(i));
    }
  }

  /** DATA-16: the changes between two trees, put on the older one, give the newer one. */
  @Property(seed = "94", tries = 200)
  void changesLeadFromOneTreeToAnother(
      @ForAll("steps") List<Step> steps, @ForAll("steps") List<Step> later) {
    StateTree older = StateTree.EMPTY;
    for (Step step : steps) {
      older = step.of(older);
    }
    StateTree newer = older;
    for (Step step : later) {
      newer = step.of(newer);
    }
    Map<Bytes, Bytes> before = content(older);
    Map<Bytes, Bytes> after = new TreeMap<>(before);
    newer.changesSince(
        older,
        (key, value) -> {
          assertThat(value.orElse(null)).as("a change").isNotEqualTo(before.get(key));
          after.remove(key);
          value.ifPresent(given -> after.put(key, given));
        });
    assertThat(after).isEqualTo(content(newer));
  }

  /** DATA-19: equal content gives equal bytes, and the tree made of them behaves as the other. */
  @Property(seed = "93", tries = 200)
  void theEncodingGivesBackTheTree(
      @ForAll("steps") List<Step> steps, @ForAll("steps") List<Step> later, @ForAll Random random) {
    StateTree tree = StateTree.EMPTY;
    for (Step step : steps) {
      tree = step.of(tree);
    }
    List<Map.Entry<Bytes, Bytes>> shuffled = new ArrayList<>(content(tree).entrySet());
    Collections.shuffle(shuffled, random);
    StateTree sameContent = StateTree.EMPTY;
    for (Map.Entry<Bytes, Bytes> entry : shuffled) {
      sameContent = sameContent.put(entry.getKey(), entry.getValue());
    }
    assertThat(sameContent.encoded()).isEqualTo(tree.encoded());
    StateTree decoded = Decoder.decode(tree.encoded(), StateTree::decode);
    assertThat(content(decoded)).isEqualTo(content(tree));
    for (Step step : later) {
      assertThat(decoded.root()).isEqualTo(tree.root());
      assertThat(decoded.proof(key(step.number()))).isEqualTo(tree.proof(key(step.number())));
      decoded = step.of(decoded);
      tree = step.of(tree);
    }
    assertThat(decoded).isEqualTo(tree).hasSameHashCodeAs(tree);
  }

  /** DATA-19: in another order, or with a key twice, there is no tree. */
  @Property(seed = "94", tries = 100)
  void onlyOneOrderIsATree(@ForAll("steps") List<Step> steps, @ForAll Random random) {
    List<Bytes> keys = new ArrayList<>();
    List<Bytes> values = new ArrayList<>();
    StateTree tree = tree(Map.of(key(100), value(1), key(101), value(2)));
    for (Step step : steps) {
      tree = step.of(tree);
    }
    tree.forEach(
        (key, value) -> {
          keys.add(key);
          values.add(value);
        });
    int at = random.nextInt(keys.size() - 1);
    List<Bytes> swapped = new ArrayList<>(keys);
    Collections.swap(swapped, at, at + 1);
    List<Bytes> repeated = new ArrayList<>(keys);
    repeated.set(at, keys.get(at + 1));
    assertThat(Decoder.decode(entries(keys, values), StateTree::decode)).isEqualTo(tree);
    for (List<Bytes> wrong : List.of(swapped, repeated)) {
      assertMalformed(() -> Decoder.decode(entries(wrong, values), StateTree::decode))
          .hasMessageContaining("not in the order of their hashes");
    }
  }

  private static Bytes entries(List<Bytes> keys, List<Bytes> values) {
    Encoder out = new Encoder().count(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      out.bytes(keys.get(i)).bytes(values.get(i));
    }
    return out.toBytes();
  }

  /** A change to the same value makes nothing, so that no hash is computed again. */
  @Example
  void noChangeGivesTheSameTree() {
    StateTree tree = StateTree.EMPTY;
    for (int i = 0; i < 100; i++) {
      tree = tree.put(key(i), value(i));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(tree.put(key(i), value(i))).isSameAs(tree);
      assertThat(tree.remove(key(i + 100))).isSameAs(tree);
    }
    assertThat(StateTree.EMPTY.root()).isEqualTo(Hash.ZERO);
    assertThat(StateTree.EMPTY.remove(key(1))).isSameAs(StateTree.EMPTY);
  }

  /** Two paths that part only at their last bit, which hashing cannot make on purpose. */
  @Example
  void theDeepestSplitWorksAndCollapses() {
    StateNode.StateLeaf even = new StateNode.StateLeaf(new Hash(0, 0, 0, 2), key(1), value(1));
    StateNode.StateLeaf odd = new StateNode.StateLeaf(new Hash(0, 0, 0, 3), key(2), value(2));
    StateNode both = even.with(odd, 0);
    assertThat(both.size()).isEqualTo(2);
    Map<Hash, Bytes> byPath = new TreeMap<>(Map.of(even.path(), value(1), odd.path(), value(2)));
    assertThat(both.hash(new StateHash())).isEqualTo(rootByDefinition(byPath, 0));
    assertThat(StateNode.over(List.of(even, odd), 0).hash(new StateHash()))
        .isEqualTo(rootByDefinition(byPath, 0));
    assertThat(both.without(odd.path(), 0)).isSameAs(even);
    assertThat(both.without(even.path(), 0)).isSameAs(odd);
    assertThat(both.without(Hash.MAX, 0)).isSameAs(both);
  }

  @Example
  void aWayIsAtMostAsLongAsAPath() {
    List<Hash> longest = Collections.nCopies(256, Hash.MAX);
    assertThat(new StateProof.EmptyPathProof(longest).showsAbsent(key(1), Hash.ZERO)).isFalse();
    List<Hash> longer = Collections.nCopies(257, Hash.MAX);
    assertThatThrownBy(() -> new StateProof.PresenceProof(longer))
        .hasMessageContaining("257 siblings");
    assertThatThrownBy(() -> new StateProof.EmptyPathProof(longer))
        .hasMessageContaining("257 siblings");
    assertThatThrownBy(() -> new StateProof.OtherLeafProof(longer, Hash.ZERO, Hash.ZERO))
        .hasMessageContaining("257 siblings");
  }
}
