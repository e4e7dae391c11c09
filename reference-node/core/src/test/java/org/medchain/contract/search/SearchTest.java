package org.medchain.contract.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;

/** CON-34, CON-35, CON-36, CON-46: changes of an index, its searchers, and their payments. */
class SearchTest {
  private static final long FAR = Long.MAX_VALUE;
  private static final Hash COMMITMENT = Hash.of(Bytes.utf8("salt and trapdoor"));

  private final TestChain chain = new TestChain();

  private static IndexEntry entry(String name, int value) {
    byte[] bytes = new byte[IndexEntry.VALUE_SIZE];
    bytes[0] = (byte) value;
    return new IndexEntry(Hash.of(Bytes.utf8(name)), Bytes.of(bytes));
  }

  private Outcome update(KeyPair who, int epoch, long number, String... names) {
    List<IndexEntry> entries =
        IntStream.range(0, names.length)
            .mapToObj(i -> entry(names[i], i))
            .sorted(Comparator.comparing(IndexEntry::address))
            .toList();
    return chain.outcome(who, new UpdateIndex(epoch, number, entries, Bytes.utf8("line")));
  }

  private Outcome delegate(KeyPair to, long untilMs, int epoch) {
    Bytes key = Bytes.of(new byte[SearchDelegation.KEY_SIZE]);
    return chain.outcome(PATIENT, new DelegateSearch(to.publicKey(), untilMs, epoch, key));
  }

  private Outcome end(KeyPair by, KeyPair delegate) {
    return chain.outcome(by, new EndSearchDelegation(PATIENT.publicKey(), delegate.publicKey()));
  }

  private Outcome search(KeyPair who) {
    return chain.outcome(who, new BillSearch(PATIENT.publicKey(), COMMITMENT));
  }

  private WorldState state() {
    return chain.state();
  }

  @Example
  void anUpdateNamesAnAddressOnceAndHasAnEnd() {
    Bytes line = Bytes.utf8("line");
    assertRefused(() -> new UpdateIndex(0, 0, List.of(entry("a", 0), entry("a", 1)), line))
        .hasMessage("an update's entries are in the order of addresses");
    List<IndexEntry> many =
        IntStream.rangeClosed(0, UpdateIndex.MAX_ENTRIES)
            .mapToObj(i -> entry("entry " + i, 0))
            .sorted(Comparator.comparing(IndexEntry::address))
            .toList();
    assertRefused(() -> new UpdateIndex(0, 0, many, line));
  }

  @Example
  void theOwnerSearchesForNothingAndADelegateForTheQueryPrice() {
    assertThat(search(PATIENT)).isEqualTo(Outcome.EMPTY_INDEX);
    update(PATIENT, 0, 0, "a", "b");
    long before = chain.balance(PATIENT);
    assertThat(search(PATIENT)).isEqualTo(Outcome.OK);
    assertThat(chain.balance(PATIENT)).isEqualTo(before);
    assertThat(search(DOCTOR)).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(delegate(DOCTOR, FAR, 0)).isEqualTo(Outcome.OK);
    long had = chain.balance(DOCTOR);
    assertThat(search(DOCTOR)).isEqualTo(Outcome.OK);
    long price = TestChain.RULES.queryPrice();
    assertThat(chain.balance(DOCTOR)).isEqualTo(had - price);
    assertThat(chain.balance(PATIENT)).isEqualTo(before + TestChain.RULES.shareOf(price).owner());
    SearchBill bill = SearchIndexes.BILLS.get(state(), DOCTOR.publicKey()).orElseThrow();
    assertThat(bill)
        .isEqualTo(
            new SearchBill(
                PATIENT.publicKey(),
                COMMITMENT,
                price,
                chain.blocks().getLast().height(),
                chain.nowMs()));
    assertThat(SearchValues.lines(state(), PATIENT.publicKey()))
        .extracting(SearchLine::searcher)
        .containsExactly(PATIENT.publicKey(), DOCTOR.publicKey());
  }

  private Outcome clear(KeyPair who, long updates) {
    return chain.outcome(who, new ClearIndex(updates));
  }

  /** CON-46: newest first, so that in between it is the index of before; then another one. */
  @Example
  void anIndexIsClearedByItsOwnerInPiecesAndThenInAnotherGeneration() {
    for (int i = 0; i < 6; i++) {
      assertThat(update(PATIENT, 0, i, "a" + i, "b" + i)).isEqualTo(Outcome.OK);
    }
    delegate(DOCTOR, FAR, 0);
    assertThat(clear(DOCTOR, 6)).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(clear(OTHER_PATIENT, 6)).isEqualTo(Outcome.WRONG_UPDATE);
    assertThat(clear(PATIENT, 5)).isEqualTo(Outcome.WRONG_UPDATE);
    assertThat(clear(PATIENT, 6)).isEqualTo(Outcome.OK);
    PublicKey owner = PATIENT.publicKey();
    assertThat(SearchIndexes.head(state(), owner)).isEqualTo(new SearchIndexHead(0, 2, 4, 0));
    for (int i = 0; i < 6; i++) {
      assertThat(SearchIndexes.value(state(), owner, entry("b" + i, 1).address()).isPresent())
          .as("update " + i)
          .isEqualTo(i < 2);
    }
    TestChain.requireInvariants(state());
    assertThat(clear(PATIENT, 6)).isEqualTo(Outcome.WRONG_UPDATE);
    assertThat(clear(PATIENT, 2)).isEqualTo(Outcome.OK);
    assertThat(SearchIndexes.head(state(), owner)).isEqualTo(new SearchIndexHead(256, 0, 0, 0));
    TestChain.requireInvariants(state());
    // A searcher with earlier keys has none of it; addresses are free, as no other index used them.
    assertThat(search(DOCTOR)).isEqualTo(Outcome.EMPTY_INDEX);
    assertThat(update(PATIENT, 0, 0, "a0")).isEqualTo(Outcome.WRONG_EPOCH);
    assertThat(update(PATIENT, 256, 0, "a0")).isEqualTo(Outcome.OK);
    assertThat(delegate(DOCTOR, FAR, 0)).isEqualTo(Outcome.WRONG_EPOCH);
    assertThat(delegate(DOCTOR, FAR, 256)).isEqualTo(Outcome.OK);
    assertThat(end(PATIENT, DOCTOR)).isEqualTo(Outcome.OK);
    assertThat(update(PATIENT, 257, 1, "b0")).isEqualTo(Outcome.OK);
    assertThat(clear(PATIENT, 2)).isEqualTo(Outcome.OK);
    assertThat(clear(PATIENT, 0)).as("of an index without updates").isEqualTo(Outcome.OK);
    assertThat(SearchIndexes.head(state(), owner).epoch()).isEqualTo(768);
  }
}
