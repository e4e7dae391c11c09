package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.STRANGER;

import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.EngineValues;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.TransactionExecution;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.fuzz.FuzzedChain;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.data.state.StateTree;
import org.medchain.incentive.PointRules;

/** CON-20: the operations that are answered without being ordered. */
class ReadTest {
  private final TestChain chain = new TestChain();

  private Receipt read(KeyPair who, Operation operation) {
    return chain.contract().read(chain.order(who, operation));
  }

  private Outcome outcome(KeyPair who, Operation operation) {
    return Outcome.of(read(who, operation));
  }

  private static Operation quote(Hash record) {
    return new QuoteQuery(record);
  }

  /** A read changes nothing, and answers as the request's execution would, or not at all. */
  @Property(seed = "1", tries = 20, edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReportMode.OFF)
  void aReadGivesTheReceiptOfExecution(@ForAll @IntRange(min = 1, max = 100_000) int world) {
    TestChain fresh = FuzzedChain.empty(world);
    for (Transaction transaction : FuzzedChain.orders(world, 200)) {
      WorldState before = fresh.state();
      long height = fresh.contract().height();
      Receipt read = fresh.contract().read(transaction);
      assertThat(fresh.contract().height()).isEqualTo(height);
      assertThat(fresh.contract().stateRoot()).isEqualTo(before.tree().root());
      WorldState begun = begun(before, height + 1);
      TransactionExecution.Step step =
          new TransactionExecution(
                  MedicalModules.REGISTRY, height + 1, OptionalLong.of(fresh.nowMs() + 1_000))
              .execute(begun, transaction, 0);
      Receipt executed = step.receipt();
      fresh.add(List.of(transaction));
      if (Outcome.of(executed) == Outcome.DUPLICATE) {
        continue;
      }
      Statistics.collect(transaction.kind(), Outcome.of(read) == Outcome.NOT_READ_ONLY);
      if (Outcome.of(read) == Outcome.NOT_READ_ONLY) {
        assertThat(mayBeRead(transaction) && !movedSomething(begun, step.state(), transaction))
            .isFalse();
        assertThat(read.output()).isEqualTo(Bytes.EMPTY);
      } else {
        assertThat(read).isEqualTo(executed);
        assertThat(movedSomething(begun, step.state(), transaction)).isFalse();
      }
    }
    Statistics.coverage(
        coverage -> {
          coverage.check(ReadRecord.TYPE.number(), true).count(count -> count > 1);
          coverage.check(AskBalance.TYPE.number(), false).count(count -> count > 1);
          coverage.check(QuoteQuery.TYPE.number(), false).count(count -> count > 1);
        });
  }

  private static WorldState begun(WorldState last, long height) {
    WorldState state = last;
    for (ContractModule module : MedicalModules.REGISTRY.modules()) {
      state = module.beginBlock(state, height);
    }
    return state;
  }

  private static boolean mayBeRead(Transaction transaction) {
    return MedicalModules.REGISTRY
        .operation(transaction.kind())
        .filter(OperationType::readable)
        .isPresent();
  }

  /** Whether the transaction, just executed, changed more than its sender's row. */
  private static boolean movedSomething(
      WorldState before, WorldState after, Transaction transaction) {
    PublicKey sender = transaction.request().sender();
    StateTree unmoved = EngineValues.consumed(before, after, sender);
    PublicKey name = KeyNames.name(before, sender);
    return Registration.role(before, name).isPresent() && !after.tree().equals(unmoved);
  }

  @Example
  void participantsReadTheirOwnRoleAndPoints() {
    Receipt receipt = read(PATIENT, new AskBalance());
    assertThat(MedicalModules.events(receipt))
        .containsExactly(
            new RegistrationEvents.BalanceTold(PATIENT.publicKey(), Role.PATIENT, 100));
    assertThat(MedicalModules.events(read(CENTER, new AskBalance())))
        .containsExactly(
            new RegistrationEvents.BalanceTold(CENTER.publicKey(), Role.REGULATORY_CENTER, 0));
    assertThat(outcome(STRANGER, new AskBalance())).isEqualTo(Outcome.UNKNOWN_SENDER);
    chain.upload(PATIENT, "image", 1);
    assertThat(MedicalModules.events(read(PATIENT, new AskBalance())))
        .containsExactly(
            new RegistrationEvents.BalanceTold(PATIENT.publicKey(), Role.PATIENT, 110));
  }

  /** CON-20: to anybody, of any record that was not found false; the price is the sender's now. */
  @Example
  void aQuoteTellsThePriceAndNotWhetherOneMayRead() {
    Hash id = chain.upload(PATIENT, "image", 1);
    for (KeyPair reader : List.of(INSTITUTION, HOSPITAL, OTHER_PATIENT, CENTER)) {
      assertThat(quoted(reader, id)).isEqualTo(7);
    }
    assertThat(quoted(PATIENT, id)).isZero();
    assertThat(quoted(DOCTOR, id)).isZero();
    chain.run(PATIENT, new OfferRecords("image", 20, List.of(id)));
    chain.run(INSTITUTION, new DemandRecords(PATIENT.publicKey(), "image", 1, 20));
    assertThat(quoted(INSTITUTION, id)).isZero();
    assertThat(outcome(PATIENT, quote(Hash.ZERO))).isEqualTo(Outcome.UNKNOWN_RECORD);
    chain.run(CENTER, new JudgeRecord(id));
    assertThat(outcome(PATIENT, quote(id))).isEqualTo(Outcome.RECORD_FALSE);
    TestChain free = new TestChain(new PointRules(100, 10, 25, 0, 8_000));
    Hash other = free.upload(PATIENT, "image", 1);
    assertThat(free.events(INSTITUTION, quote(other)))
        .containsExactly(new ConsentEvents.QueryQuoted(other, INSTITUTION.publicKey(), 0));
  }

  /** Ordered, and not ordered, it says the same. */
  private long quoted(KeyPair reader, Hash record) {
    Receipt receipt = read(reader, quote(record));
    List<Event> events = MedicalModules.events(receipt);
    assertThat(chain.events(reader, quote(record))).isEqualTo(events);
    long price = ((ConsentEvents.QueryQuoted) events.getFirst()).price();
    assertThat(events)
        .containsExactly(new ConsentEvents.QueryQuoted(record, reader.publicKey(), price));
    return price;
  }

  /** The number stays free, so that a read that no quorum answered can be ordered as it is. */
  @Example
  void aReadUsesNoNumberUp() {
    Transaction request = chain.order(PATIENT, new AskBalance());
    Receipt read = chain.contract().read(request);
    assertThat(chain.contract().read(request)).isEqualTo(read);
    assertThat(chain.add(List.of(request)).receipts()).containsExactly(read);
  }

  @Example
  void malformedReadsAreReported() {
    Transaction malformed =
        Transaction.signed(
            TestChain.SCHEME,
            chain.genesis().chain(),
            PATIENT,
            1,
            AskBalance.TYPE.number(),
            Bytes.fromHex("00"));
    assertThat(Outcome.of(chain.contract().read(malformed))).isEqualTo(Outcome.MALFORMED);
  }
}
