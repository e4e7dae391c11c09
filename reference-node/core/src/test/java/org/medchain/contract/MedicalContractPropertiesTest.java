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
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.engine.EngineValues;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.data.state.StateTree;
import org.medchain.incentive.PointLedger;

/** What must hold after any sequence of operations. */
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

  /** What was paid for was new to the demander, is not false, and can be read without price. */
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
}
