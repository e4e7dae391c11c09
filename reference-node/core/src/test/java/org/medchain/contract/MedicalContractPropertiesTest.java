package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.OrderingRight;
import org.medchain.contract.center.CenterEvents;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.AccessLog;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.engine.EngineValues;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/**
 * What must hold after any sequence of operations.
 *
 * <p>What no participant can do to another, by any operation.
 */
@Tag("statistical")
class MedicalContractPropertiesTest {
  /** Receipts that tell that the request was not executed now, and leave no trace in the state. */
  private static final Set<Outcome> TRACELESS =
      EnumSet.of(Outcome.UNKNOWN_SENDER, Outcome.DUPLICATE, Outcome.LEFT);

  @Provide
  Arbitrary<Scenario> scenarios() {
    return Scenario.any();
  }

  private static void run(TestChain chain, Scenario scenario, int blockSize) {
    List<Transaction> transactions = scenario.transactions(chain);
    for (int from = 0; from < transactions.size(); from += blockSize) {
      chain.add(transactions.subList(from, Math.min(transactions.size(), from + blockSize)));
    }
  }

  /** CON-5: results name every key that a block registered, and no other, once. */
  @Property(seed = "27530", tries = 60, edgeCases = EdgeCasesMode.NONE)
  void resultsNameWhoWasRegistered(
      @ForAll("scenarios") Scenario scenario, @ForAll @IntRange(min = 1, max = 9) int blockSize) {
    TestChain chain = new TestChain();
    var right = (OrderingRight.Registered) chain.genesis().chainParameters().right();
    List<PublicKey> registered = new ArrayList<>(right.fromStart());
    Set<PublicKey> all = new TreeSet<>(registered);
    List<Transaction> transactions = scenario.transactions(chain);
    for (int from = 0; from < transactions.size(); from += blockSize) {
      List<Transaction> block =
          transactions.subList(from, Math.min(transactions.size(), from + blockSize));
      registered.addAll(chain.add(block).registered());
      block.forEach(each -> all.add(each.request().sender()));
      block.forEach(each -> named(each).ifPresent(all::add));
      assertThat(registered).doesNotHaveDuplicates();
      assertThat(all)
          .allMatch(
              key -> Registration.role(chain.state(), key).isPresent() == registered.contains(key));
    }
  }

  private static Optional<PublicKey> named(Transaction transaction) {
    try {
      return MedicalModules.operation(transaction) instanceof Register register
          ? Optional.of(register.participant().key())
          : Optional.empty();
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  /** CON-3. */
  @Property(seed = "3", tries = 100, edgeCases = EdgeCasesMode.NONE)
  void aRequestIsExecutedOnce(
      @ForAll("scenarios") Scenario scenario, @ForAll @IntRange(min = 1, max = 7) int blockSize) {
    TestChain chain = new TestChain();
    run(chain, scenario, blockSize);
    // Everything a second time, as a replay would have it.
    chain.add(scenario.transactions(new TestChain()));
    Set<RequestId> executed = new TreeSet<>();
    for (ExecutionResult execution : chain.executions()) {
      for (Receipt receipt : execution.receipts()) {
        if (!TRACELESS.contains(Outcome.of(receipt))) {
          assertThat(executed.add(receipt.request())).isTrue();
        }
      }
    }
  }

  /** CON-15: going back and forth leads to the same roots. */
  @Property(seed = "4", tries = 100, edgeCases = EdgeCasesMode.NONE)
  void revertingUndoesApplying(
      @ForAll("scenarios") Scenario scenario, @ForAll @IntRange(min = 0, max = 12) int back) {
    TestChain chain = new TestChain();
    run(chain, scenario, 5);
    List<Block> blocks = chain.blocks();
    MedicalContract contract = chain.contract();
    for (int height = blocks.size() - 1; height >= 0; height--) {
      contract.revertTo(height);
      assertThat(contract.height()).isEqualTo(height);
      assertThat(contract.stateRoot()).isEqualTo(rootAt(chain, height));
      assertThat(contract.state().tree().root()).isEqualTo(contract.stateRoot());
    }
    int from = Math.min(back, blocks.size() - 1);
    apply(contract, blocks.subList(1, from + 1));
    apply(contract, blocks.subList(from + 1, blocks.size()));
    assertThat(contract.stateRoot()).isEqualTo(rootAt(chain, blocks.size() - 1));
  }

  private static Hash rootAt(TestChain chain, int height) {
    return height == 0
        ? chain.genesis().block().header().stateRoot()
        : chain.executions().get(height - 1).stateRoot();
  }

  private static List<ExecutionResult> apply(MedicalContract contract, List<Block> blocks) {
    return blocks.stream().map(contract::apply).toList();
  }

  /**
   * CON-15: the same blocks give the same results at every replica, no matter which states it
   * retains.
   */
  @Property(seed = "5", tries = 100, edgeCases = EdgeCasesMode.NONE)
  void replicasAgree(
      @ForAll("scenarios") Scenario scenario, @ForAll @IntRange(min = 0, max = 3) int retained) {
    TestChain chain = new TestChain();
    run(chain, scenario, 4);
    List<Block> blocks = chain.blocks().subList(1, chain.blocks().size());
    Genesis genesis = TestChain.genesis(TestChain.RULES);
    assertThat(apply(new MedicalContract(genesis), blocks)).isEqualTo(chain.executions());
    assertThat(apply(new MedicalContract(genesis, retained), blocks)).isEqualTo(chain.executions());
  }

  /** CON-12: at no time does an agreement wait whose condition is met; oracle: everything again. */
  @Property(seed = "6", tries = 300, edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReportMode.OFF)
  void noAgreementWaitsThatCouldBeSettled(@ForAll("scenarios") Scenario scenario) {
    TestChain chain = new TestChain();
    Map<Hash, List<Event>> agreements = new TreeMap<>();
    for (Transaction transaction : scenario.transactions(chain)) {
      WorldState before = chain.state();
      Receipt receipt = chain.add(List.of(transaction)).receipts().get(0);
      for (Event event : MedicalModules.events(receipt)) {
        Statistics.collect(event.getClass().getSimpleName());
        note(event, agreements);
        if (event instanceof TradeEvents.AgreementTriggered triggered) {
          delivers(triggered, before, chain.state());
        }
      }
      TradeOracle.requireNothingDue(chain.state());
    }
    for (List<Event> life : agreements.values()) {
      // Concluded, and then at most one end of either kind.
      assertThat(life.get(0)).isInstanceOf(TradeEvents.AgreementConcluded.class);
      assertThat(life).hasSizeLessThanOrEqualTo(2);
    }
    Statistics.coverage(
        coverage -> {
          coverage.check("AgreementTriggered").count(count -> count > 10);
          coverage.check("AgreementDissolved").count(count -> count > 10);
        });
  }

  private static void note(Event event, Map<Hash, List<Event>> agreements) {
    switch (event) {
      case TradeEvents.AgreementConcluded e -> add(agreements, e.agreement(), e);
      case TradeEvents.AgreementTriggered e -> add(agreements, e.agreement(), e);
      case TradeEvents.AgreementDissolved e -> add(agreements, e.agreement(), e);
      default -> {}
    }
  }

  private static void add(Map<Hash, List<Event>> agreements, Hash id, Event event) {
    agreements.computeIfAbsent(id, any -> new ArrayList<>()).add(event);
  }

  /** Paid records were new to the demander, are not false, and can be read for free. */
  private static void delivers(
      TradeEvents.AgreementTriggered triggered, WorldState before, WorldState after) {
    assertThat(triggered.records()).doesNotHaveDuplicates();
    for (Hash id : triggered.records()) {
      StoredRecord record = Records.find(after, id).orElseThrow();
      assertThat(record.foundFalse()).isFalse();
      assertThat(Purchases.of(before, id, triggered.demander())).isEmpty();
      assertThat(Purchases.isForEver(after, id, record, triggered.demander())).isTrue();
      assertThat(Purchases.of(after, id, triggered.demander())).contains(triggered.agreement());
    }
  }

  /** One transaction in a block of its own, and what it changed. */
  private record Step(PublicKey sender, WorldState before, WorldState after, List<Event> events) {
    boolean byCenter() {
      return sender.equals(TestChain.CENTER.publicKey());
    }

    boolean tells(Class<? extends Event> kind) {
      return events.stream().anyMatch(kind::isInstance);
    }
  }

  private static List<Step> steps(Scenario scenario) {
    TestChain chain = new TestChain();
    List<Transaction> transactions = new ArrayList<>(scenario.transactions(chain));
    // When the first records are there; numbers need not come in order.
    transactions.addAll(4, attempts(chain));
    List<Step> steps = new ArrayList<>();
    for (Transaction transaction : transactions) {
      WorldState before = chain.state();
      Receipt receipt = chain.add(List.of(transaction)).receipts().get(0);
      List<Event> events =
          Outcome.of(receipt) == Outcome.OK ? MedicalModules.events(receipt) : List.<Event>of();
      steps.add(new Step(transaction.request().sender(), before, chain.state(), events));
    }
    return steps;
  }

  /** Every participant tries to let others offer, and no longer, the first patient's record. */
  private static List<Transaction> attempts(TestChain chain) {
    Hash record = TestChain.record(TestChain.PATIENT, Scenario.TYPES.get(0), 0).id();
    List<Transaction> made = new ArrayList<>();
    for (KeyPair who : Scenario.CAST.reversed()) {
      for (KeyPair reader : List.of(TestChain.HOSPITAL, TestChain.INSTITUTION)) {
        made.add(
            chain.order(who, Consents.allow(TestChain.PATIENT, record, reader, Purpose.DISCLOSE)));
      }
      made.add(
          chain.order(
              who,
              Consents.revoke(TestChain.PATIENT, record, TestChain.HOSPITAL, Purpose.DISCLOSE)));
    }
    return made;
  }

  /** The records that were accepted, with their owners, in the order of the steps. */
  private static TreeMap<Hash, PublicKey> owners(List<Step> steps) {
    TreeMap<Hash, PublicKey> owners = new TreeMap<>();
    for (Step step : steps) {
      for (Event event : step.events) {
        if (event instanceof RecordEvents.RecordStored stored) {
          owners.put(stored.record(), stored.owner());
        }
      }
    }
    return owners;
  }

  /** THR-1: only the sender's account gets poorer, but for who is penalised. */
  @Property(seed = "21", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void noParticipantSpendsForAnother(@ForAll("scenarios") Scenario scenario) {
    for (Step step : steps(scenario)) {
      for (KeyPair each : Scenario.CAST) {
        PublicKey key = each.publicKey();
        if (step.after.balance(key) < step.before.balance(key)) {
          boolean penalised = step.byCenter() && step.tells(RecordEvents.RecordFoundFalse.class);
          assertThat(key.equals(step.sender) || penalised).as("%s", step.events).isTrue();
        }
      }
    }
  }

  /** THR-1: consent is the owner's to give; what was bought came by an agreement, and stays. */
  @Property(seed = "22", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void noParticipantConsentsForAnother(@ForAll("scenarios") Scenario scenario) {
    List<Step> steps = steps(scenario);
    owners(steps)
        .forEach(
            (record, owner) -> {
              for (Step step : steps) {
                if (!Directives.of(step.after, owner).equals(Directives.of(step.before, owner))) {
                  assertThat(step.sender).isEqualTo(owner);
                }
                for (KeyPair reader : Scenario.CAST) {
                  requireBought(step, record, reader.publicKey());
                }
              }
            });
  }

  private static void requireBought(Step step, Hash record, PublicKey reader) {
    if (!Purchases.of(step.after, record, reader)
        .equals(Purchases.of(step.before, record, reader))) {
      assertThat(Purchases.of(step.before, record, reader)).isEmpty();
      assertThat(step.tells(TradeEvents.AgreementTriggered.class)).isTrue();
    }
  }

  /** THR-2: registrations, verdicts, members; no points. */
  @Property(seed = "23", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void theCenterHasThreePowers(@ForAll("scenarios") Scenario scenario) {
    PublicKey center = TestChain.CENTER.publicKey();
    for (Step step : steps(scenario)) {
      assertThat(step.after.balance(center)).isZero();
      if (step.byCenter() && !isOneOfThree(step)) {
        // All that is left of it is that its number is used up.
        assertThat(step.after.tree().root())
            .isEqualTo(EngineValues.consumed(step.before, step.after, center).root());
      }
    }
  }

  private static boolean isOneOfThree(Step step) {
    return step.tells(RegistrationEvents.Registered.class)
        || step.tells(RegistrationEvents.DoctorEmployed.class)
        || step.tells(RecordEvents.RecordFoundFalse.class)
        || step.tells(CenterEvents.MembersChanged.class);
  }

  /** CON-7, CON-31: a read, and nothing else, makes a trail longer, by a line with its price. */
  @Property(seed = "25", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void everyReadStandsInItsOwnersTrail(@ForAll("scenarios") Scenario scenario) {
    for (Step step : steps(scenario)) {
      long longer = 0;
      for (KeyPair owner : Scenario.CAST.subList(0, 2)) {
        longer += AccessLog.of(step.after, owner.publicKey()).length();
        longer -= AccessLog.of(step.before, owner.publicKey()).length();
      }
      assertThat(longer).isEqualTo(step.tells(ConsentEvents.ReadAnswered.class) ? 1 : 0);
      for (Event event : step.events) {
        if (event instanceof ConsentEvents.ReadAnswered read) {
          requireLine(step, read.owner(), read.line());
        }
      }
    }
  }

  private static void requireLine(Step step, PublicKey owner, AccessEntry line) {
    assertThat(AccessLog.lines(step.after, owner)).endsWith(line);
    assertThat(line.reader()).isEqualTo(step.sender);
    assertThat(step.before.balance(step.sender) - step.after.balance(step.sender))
        .isEqualTo(line.price())
        .isEqualTo(line.answer() == ReadAnswer.DIRECTIVE ? TestChain.RULES.queryPrice() : 0);
  }

  /** VER-4: what is known of a record stays, but for one verdict of the center's. */
  @Property(seed = "24", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void nothingIsCorrectedInPlace(@ForAll("scenarios") Scenario scenario) {
    List<Step> steps = steps(scenario);
    for (Hash record : owners(steps).keySet()) {
      for (Step step : steps) {
        Records.find(step.before, record).ifPresent(was -> requireKept(step, record, was));
      }
    }
  }

  private static void requireKept(Step step, Hash record, StoredRecord was) {
    StoredRecord is = Records.find(step.after, record).orElseThrow();
    if (!is.equals(was)) {
      assertThat(step.byCenter()).isTrue();
      assertThat(was.foundFalse()).isFalse();
      assertThat(is).isEqualTo(was.judgedFalse(is.shortfall()));
    }
  }
}
