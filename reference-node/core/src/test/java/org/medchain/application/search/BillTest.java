package org.medchain.application.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.contract.TestChain;
import org.medchain.contract.search.BillSearch;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** VER-12: even the owner's keys do not tell two searches for one word from two for two. */
class BillTest {
  private static final int WINDOW = 8;
  private static final PublicKey OWNER = TestChain.PATIENT.publicKey();

  @Provide
  Arbitrary<List<OwnerHistory.Step>> histories() {
    Arbitrary<OwnerHistory.Step> first =
        Arbitraries.of(new OwnerHistory.Step.Enter(0, Set.of(0, 1, 2)));
    return Combinators.combine(first, OwnerHistory.step().list().ofMaxSize(6)).as(BillTest::plus);
  }

  private static List<OwnerHistory.Step> plus(
      OwnerHistory.Step first, List<OwnerHistory.Step> rest) {
    List<OwnerHistory.Step> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  /** All that the ledger gets of searches after an update, and the part that was there before. */
  private static final class BilledLedger {
    private final TestChain chain = new TestChain();
    private final Set<Bytes> seen = new HashSet<>();
    private final List<String> shape = new ArrayList<>();

    BilledLedger(IndexUpdate update) {
      chain.run(TestChain.PATIENT, new UpdateIndex(0, 0, update.entries(), update.journal()));
    }

    void search(Hash commitment) {
      BillSearch bill = new BillSearch(OWNER, commitment);
      add(commitment, "order", bill.encoded());
      add(commitment, "receipt", chain.run(TestChain.PATIENT, bill).encoded());
      add(
          commitment,
          "bill",
          SearchIndexes.billEntry(OWNER).in(chain.state()).orElseThrow().encoded());
      List<Bytes> lines = new ArrayList<>();
      for (long place = 0; place < 2; place++) {
        Bytes key = SearchIndexes.lineEntry(OWNER, place).key();
        chain.state().tree().get(key).ifPresent(lines::add);
      }
      lines.forEach(each -> add(commitment, "line", each));
    }

    /** No piece reaches over an end of the commitment: a part of it may be equal by chance. */
    private void add(Hash commitment, String name, Bytes content) {
      int repeated = 0;
      int digits = content.toHex().indexOf(commitment.toHex());
      int own = digits < 0 ? -1 : digits / 2;
      for (int at = 0; at + WINDOW <= content.size(); at++) {
        boolean crosses =
            own >= 0
                && ((at < own && at + WINDOW > own)
                    || (at < own + Hash.SIZE && at + WINDOW > own + Hash.SIZE));
        repeated += crosses || seen.add(content.slice(at, at + WINDOW)) ? 0 : 1;
      }
      shape.add(name + " of " + content.size() + " bytes, " + repeated + " seen before");
    }
  }

  private static List<String> shape(
      OwnerHistory history, List<Integer> words, Supplier<BillSalt> salts) {
    BilledLedger ledger = new BilledLedger(history.ledger.updates().getFirst());
    for (int each : words) {
      Trapdoor trapdoor = history.index.trapdoor(OwnerHistory.keyword(each));
      ledger.search(salts.get().commitment(trapdoor));
    }
    return ledger.shape;
  }

  private static Supplier<BillSalt> drawn(long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    return () -> {
      byte[] salt = new byte[Hash.SIZE];
      chance.nextBytes(salt);
      return new BillSalt(Hash.fromArray(salt, 0));
    };
  }

  @Property(seed = "1", tries = 50, edgeCases = EdgeCasesMode.NONE)
  void twoSearchesForOneWordLookLikeTwoForTwo(
      @ForAll("histories") List<OwnerHistory.Step> steps, @ForAll long seed) {
    OwnerHistory history = new OwnerHistory(Padding.SMOOTHED).run(steps);
    List<String> one = shape(history, List.of(1, 1), drawn(seed));
    assertThat(shape(history, List.of(1, 2), drawn(seed + 1))).isEqualTo(one);
    // A salt that is used twice would show it.
    Supplier<BillSalt> twice = () -> new BillSalt(Hash.ZERO);
    assertThat(shape(history, List.of(1, 1), twice)).isNotEqualTo(one);
  }

  /** A delegate makes all trapdoors of the owner's words, and tries them. */
  @Property(seed = "1", tries = 20, edgeCases = EdgeCasesMode.NONE)
  void whoHasTheKeysRecognisesNoBill(
      @ForAll("histories") List<OwnerHistory.Step> steps, @ForAll long seed) {
    SearchIndex index = new OwnerHistory(Padding.SMOOTHED).run(steps).index;
    BillSalt salt = drawn(seed).get();
    Hash bill = salt.commitment(index.trapdoor(OwnerHistory.keyword(1)));
    List<BillSalt> guesses = new ArrayList<>();
    for (Hash each : List.of(Hash.ZERO, Hash.MAX, bill, Hash.of(OWNER.value()))) {
      guesses.add(new BillSalt(each));
    }
    Set<Keyword> found = new HashSet<>();
    Set<Keyword> opened = new HashSet<>();
    for (int number = 0; number < OwnerHistory.KEYWORDS; number++) {
      Keyword word = OwnerHistory.keyword(number);
      Trapdoor trapdoor = index.trapdoor(word);
      boolean guessed = guesses.stream().anyMatch(each -> each.commitment(trapdoor).equals(bill));
      if (guessed || Hash.of(trapdoor.encoded()).equals(bill)) {
        found.add(word);
      }
      if (salt.commitment(trapdoor).equals(bill)) {
        opened.add(word);
      }
    }
    assertThat(found).isEmpty();
    assertThat(opened).containsExactly(OwnerHistory.keyword(1));
  }
}
