package org.medchain.contract.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Example;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.medchain.contract.TestChain;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Refusal;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;

/** CON-34, CON-35, CON-46: an index, its generations, and the delegations of it, have an end. */
class SearchBoundsTest {
  private final TestChain chain = new TestChain();

  private static final Call CALL =
      new Call(
          new RequestId(PATIENT.publicKey(), 1),
          PATIENT.publicKey(),
          Role.PATIENT,
          1,
          0,
          OptionalLong.of(1));

  private Result update(WorldState state) {
    IndexEntry entry =
        new IndexEntry(Hash.of(Bytes.utf8("entry")), Bytes.of(new byte[IndexEntry.VALUE_SIZE]));
    return new UpdateIndex(0, 0, List.of(entry), Bytes.utf8("line")).execute(CALL, state);
  }

  private WorldState with(int epoch, long entries) {
    return SearchIndexes.HEADS.put(
        chain.state(), PATIENT.publicKey(), new SearchIndexHead(epoch, 0, entries, 0));
  }

  @Example
  void generationsHaveAnEnd() {
    int last = Integer.MAX_VALUE - SearchIndexes.MAX_EPOCHS;
    assertThat(new ClearIndex(0).execute(CALL, with(last, 0))).isNotNull();
    refused(Outcome.LIMIT_REACHED, () -> new ClearIndex(0).execute(CALL, with(last + 1, 0)));
  }

  @Example
  void anIndexHasAnEnd() {
    assertThat(update(with(0, SearchIndexes.MAX_ENTRIES - 1))).isNotNull();
    refused(Outcome.LIMIT_REACHED, () -> update(with(0, SearchIndexes.MAX_ENTRIES)));
  }

  private static void refused(Outcome reason, ThrowingCallable operation) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(operation)
        .extracting(Refusal::reason)
        .isEqualTo(reason);
  }

  private Outcome delegate(int epoch) {
    Bytes key = Bytes.of(new byte[SearchDelegation.KEY_SIZE]);
    return chain.outcome(
        PATIENT, new DelegateSearch(DOCTOR.publicKey(), Long.MAX_VALUE, epoch, key));
  }

  @Example
  void delegationsHaveAnEnd() {
    int epoch = 0;
    for (Outcome told = delegate(epoch); told != Outcome.LIMIT_REACHED; told = delegate(epoch)) {
      assertThat(told).isEqualTo(Outcome.OK);
      chain.expect(
          PATIENT, new EndSearchDelegation(PATIENT.publicKey(), DOCTOR.publicKey()), Outcome.OK);
      epoch++;
    }
    assertThat(epoch).isEqualTo(SearchIndexes.MAX_EPOCHS - 1);
    chain.expect(PATIENT, new ClearIndex(0), Outcome.OK);
    assertThat(delegate(SearchIndexes.MAX_EPOCHS)).as("in the next").isEqualTo(Outcome.OK);
  }
}
