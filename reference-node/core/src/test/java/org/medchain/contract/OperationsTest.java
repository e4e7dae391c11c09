package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.STRANGER;
import static org.medchain.contract.TestChain.record;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Example;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.engine.BlockExecution;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.ModuleRegistry;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.TransactionExecution;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** CON-27: an operation is told its block's time, a read none; and reasons for refusals. */
class OperationsTest {
  private final TestChain chain = new TestChain();

  private static final List<OptionalLong> SEEN = new ArrayList<>();

  private static Operation upload(MedicalRecord record) {
    return new UploadRecord(record);
  }

  private static Operation register(KeyPair who, Role role) {
    return new Register(TestChain.of(who.publicKey(), role));
  }

  /** CON-5, INC-7. */
  @Example
  void theCenterRegistersAKeyOnce() {
    chain.expect(STRANGER, new QuoteQuery(Hash.ZERO), Outcome.UNKNOWN_SENDER);
    Receipt receipt = chain.run(CENTER, register(STRANGER, Role.PATIENT));
    assertThat(MedicalModules.events(receipt))
        .containsExactly(
            new RegistrationEvents.Registered(STRANGER.publicKey(), Role.PATIENT, 100));
    assertThat(Registration.role(chain.state(), STRANGER.publicKey())).contains(Role.PATIENT);
    assertThat(chain.balance(STRANGER)).isEqualTo(100);
    chain.expect(CENTER, register(STRANGER, Role.DOCTOR), Outcome.ALREADY_REGISTERED);
    chain.expect(CENTER, register(CENTER, Role.DOCTOR), Outcome.ALREADY_REGISTERED);
    chain.expect(HOSPITAL, register(TestChain.keys("new"), Role.PATIENT), Outcome.NOT_ALLOWED);
  }

  /** CON-9, INC-5: five penalties of 25 on 110 points. */
  @Example
  void theCenterFindsARecordFalseOnce() {
    Hash id = chain.upload(PATIENT, "image", 1);
    Operation verdict = new JudgeRecord(id);
    chain.expect(DOCTOR, verdict, Outcome.NOT_ALLOWED);
    assertThat(chain.events(CENTER, verdict))
        .containsExactly(new RecordEvents.RecordFoundFalse(id, 25, 0));
    assertThat(chain.balance(PATIENT)).isEqualTo(85);
    chain.expect(CENTER, verdict, Outcome.RECORD_FALSE);
    assertThat(chain.balance(PATIENT)).isEqualTo(85);
    assertThat(Consents.read(chain, PATIENT, id, Purpose.PATRQT).answer())
        .isEqualTo(ReadAnswer.RECORD_FALSE);
    chain.expect(CENTER, new JudgeRecord(Hash.ZERO), Outcome.UNKNOWN_RECORD);
    for (int number = 2; number <= 9; number++) {
      Hash another = chain.upload(PATIENT, "image", number);
      chain.run(CENTER, new JudgeRecord(another));
    }
    // 85 and 8 rewards of 10 do not cover 8 penalties of 25; the last found 0 + 10.
    assertThat(chain.balance(PATIENT)).isZero();
    Hash last = record(PATIENT, "image", 9).id();
    assertThat(Records.find(chain.state(), last).orElseThrow().shortfall()).isEqualTo(15);
  }

  /** CON-2, INC-2: more points than can be counted are not issued, and nothing else happens. */
  @Example
  void aSupplyThatWouldOverflowIsRefused() {
    assertThat(chain.contract().height()).isZero();
    WorldState full = TestStates.withAlmostAllPointsIssued(chain.state());
    TransactionExecution next =
        new TransactionExecution(MedicalModules.REGISTRY, 1, OptionalLong.of(0));
    MedicalRecord record = record(PATIENT, "image", 1);
    Transaction transaction = chain.order(PATIENT, upload(record));
    TransactionExecution.Step step = next.execute(full, transaction, 0);
    assertThat(Outcome.of(step.receipt())).isEqualTo(Outcome.SUPPLY_EXHAUSTED);
    assertThat(Records.find(step.state(), record.id())).isEmpty();
    Transaction joining = chain.order(CENTER, register(STRANGER, Role.PATIENT));
    step = next.execute(full, joining, 0);
    assertThat(Outcome.of(step.receipt())).isEqualTo(Outcome.SUPPLY_EXHAUSTED);
    assertThat(Registration.role(step.state(), STRANGER.publicKey())).isEmpty();
  }

  /** CON-2, CON-3. */
  @Example
  void requestsAreConsumedInAWindow() {
    Hash id = chain.upload(PATIENT, "image", 1);
    Operations patient = chain.as(PATIENT);
    Transaction malformed =
        Transaction.signed(TestChain.SCHEME, patient.chain(), PATIENT, 2, 200, Bytes.EMPTY);
    Transaction ahead = patient.sign(4 + RequestWindow.SIZE, new QuoteQuery(id));
    Transaction late = patient.sign(5, new QuoteQuery(id));
    Transaction tooLate = patient.sign(4, new QuoteQuery(id));
    List<Receipt> receipts =
        chain
            .add(
                List.of(
                    malformed,
                    patient.sign(2, new QuoteQuery(id)),
                    ahead,
                    tooLate,
                    late,
                    ahead,
                    late))
            .receipts();
    assertThat(receipts.stream().map(Outcome::of))
        .containsExactly(
            Outcome.MALFORMED,
            Outcome.DUPLICATE,
            Outcome.OK,
            Outcome.DUPLICATE,
            Outcome.OK,
            Outcome.DUPLICATE,
            Outcome.DUPLICATE);
  }

  /** CON-21: ordered and numbered like any other, and nothing else. */
  @Example
  void anOpaqueOperationUsesUpItsNumberAlone() {
    for (Bytes content : List.of(Bytes.EMPTY, Bytes.utf8("only its sender knows"))) {
      long points = chain.balance(DOCTOR);
      Receipt receipt = chain.run(DOCTOR, new Opaque(content));
      assertThat(Outcome.of(receipt)).isEqualTo(Outcome.OK);
      assertThat(MedicalModules.events(receipt)).isEmpty();
      assertThat(chain.balance(DOCTOR)).isEqualTo(points);
    }
    WorldState before = chain.state();
    chain.expect(STRANGER, new Opaque(Bytes.EMPTY), Outcome.UNKNOWN_SENDER);
    assertThat(chain.state().tree()).isEqualTo(before.tree());
  }

  record AskTime() implements Operation {
    static final OperationType<AskTime> TYPE =
        new OperationType<>(
            99,
            "ask time",
            AskTime.class,
            OperationPermissions.ANYBODY,
            true,
            "CON-27",
            WorkBound.of(0, 0, 0));

    @Override
    public Result execute(Call call, WorldState state) {
      SEEN.add(call.blockTimeMs());
      call.timeMs();
      return Result.done(state, List.of());
    }
  }

  static final class ClockModule extends ContractModule {
    ClockModule() {
      super("clock", List.of(AskTime.TYPE), List.of(), List.of());
    }
  }

  @Example
  void theTimeIsTheHeaders() {
    List<ContractModule> modules = new ArrayList<>(MedicalModules.REGISTRY.modules());
    modules.add(new ClockModule());
    ModuleRegistry moduleRegistry = new ModuleRegistry(modules, Registration::sender);
    TestChain chain = new TestChain();
    chain.advanceTo(3);
    Transaction first = chain.order(TestChain.DOCTOR, new AskTime());
    Transaction second = chain.order(TestChain.PATIENT, new AskTime());
    Block block = chain.next(List.of(first, second));
    WorldState state = chain.state();
    SEEN.clear();
    BlockExecution executed = BlockExecution.of(moduleRegistry, state, block);
    OptionalLong time = OptionalLong.of(block.header().timestampMs());
    assertThat(SEEN).containsExactly(time, time);
    assertThat(executed.receipts()).allMatch(Receipt::succeeded);
    assertThat(block.header().timestampMs())
        .isEqualTo(chain.genesis().terms().timestampMs() + 4_000);
    Receipt read = TransactionExecution.read(moduleRegistry, state, first, 3);
    assertThat(Outcome.of(read)).isEqualTo(Outcome.NOT_READ_ONLY);
    assertThat(SEEN.getLast()).isEmpty();
  }
}
