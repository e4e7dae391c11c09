package org.medchain.faults.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.consensus.Output;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Block;
import org.medchain.data.Receipt;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.host.NodeLedger;
import org.medchain.faults.host.ServiceRead;
import org.medchain.faults.run.CallRecord;
import org.medchain.faults.run.InterpreterSettings;
import org.medchain.faults.simulated.SimulatedHost;
import org.medchain.faults.workload.Workloads;
import org.medchain.history.HistoryEvent;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;
import org.medchain.history.check.HistoryValidity;

/** FAULT-8 and the verdict's sources: what is planted into a good run is found. */
class JudgementTest {
  private static final long S = 1_000_000_000L;

  private static HostOutcome outcome(long seed) {
    return outcome("register", seed);
  }

  private static HostOutcome outcome(String workload, long seed) {
    return new SimulatedHost()
        .run(
            new HarnessTest(
                seed,
                4,
                Workloads.of(workload).orElseThrow(),
                new InterpreterSettings(4, S / 10, S, 5 * S, 6 * S, 10 * S),
                List.of(),
                Path.of("unused"),
                what -> {}));
  }

  private static HostOutcome with(
      HostOutcome outcome, List<CallRecord> calls, List<NodeLedger> ledgers, ServiceRead... told) {
    return RecordCopy.with(
        outcome, Map.of("calls", calls, "ledgers", ledgers, "serviceReads", List.of(told)));
  }

  private static List<String> findings(Judgement judgement) {
    return judgement.results().stream()
        .flatMap(each -> each.findings().stream())
        .map(Finding::name)
        .distinct()
        .toList();
  }

  @Test
  void aBlockThatDiffersIsFound() {
    HostOutcome good = outcome(1);
    Block other = good.ledgers().get(0).blocks().get(3L);
    List<NodeLedger> ledgers = new ArrayList<>(good.ledgers());
    SortedMap<Long, Block> changed = new TreeMap<>(ledgers.get(2).blocks());
    changed.put(4L, other);
    ledgers.set(2, new NodeLedger(2, true, changed, Optional.empty()));
    assertThat(findings(Judgement.of(with(good, good.calls(), ledgers)))).contains("disagreement");

    // A node that broke its promises is not asked.
    ledgers.set(2, new NodeLedger(2, false, changed, Optional.empty()));
    assertThat(Judgement.of(with(outcome(1), good.calls(), ledgers)).verdict())
        .isEqualTo(HistoryValidity.VALID);
  }

  @Test
  void anAcknowledgementThatIsInNoLedgerIsFound() {
    HostOutcome good = outcome(1);
    List<NodeLedger> cut = new ArrayList<>();
    for (NodeLedger each : good.ledgers()) {
      SortedMap<Long, Block> blocks = new TreeMap<>(each.blocks());
      var unused = blocks.remove(blocks.lastKey());
      cut.add(new NodeLedger(each.node(), true, blocks, Optional.empty()));
    }
    assertThat(findings(Judgement.of(with(good, good.calls(), cut))))
        .contains("lost acknowledgement");
  }

  @Test
  void anAcknowledgementAtAnotherHeightIsFound() {
    HostOutcome good = outcome(1);
    List<CallRecord> calls = new ArrayList<>(good.calls());
    CallRecord call = calls.getFirst();
    Output.Accepted told = call.answer().orElseThrow();
    calls.set(0, told(call, told.height() + 1, told.receipt()));
    assertThat(findings(Judgement.of(with(good, calls, good.ledgers()))))
        .contains("moved acknowledgement");
  }

  private static CallRecord told(CallRecord call, long height, Receipt receipt) {
    return RecordCopy.with(
        call, Map.of("answer", Optional.of(new Output.Accepted(call.request(), height, receipt))));
  }

  private static Receipt receipt(CallRecord call) {
    return call.answer().orElseThrow().receipt();
  }

  private static HistoryValidity verdict(HostOutcome good, CallRecord planted) {
    List<CallRecord> calls = new ArrayList<>(good.calls());
    calls.replaceAll(each -> each.request().equals(planted.request()) ? planted : each);
    return Judgement.of(with(good, calls, good.ledgers())).verdict();
  }

  private static List<CallRecord> ordered(HostOutcome good) {
    return good.calls().stream()
        .filter(each -> each.answer().isPresent() && !each.call().unordered())
        .toList();
  }

  /** FAULT-8: in every workload another outcome, or another's receipt, turns the verdict. */
  @ParameterizedTest
  @ValueSource(strings = {"register", "set", "append", "bank", "consent", "record"})
  void aLyingReplyAndASwappedReceiptAreFound(String workload) {
    HostOutcome good = outcome(workload, 1);
    Judgement sound = Judgement.of(outcome(workload, 1));
    assertThat(sound.verdict()).isEqualTo(HistoryValidity.VALID);
    assertThat(sound.results())
        .extracting(CheckResult::checker)
        .contains("ledger", "liveness", "statistics")
        .hasSize(4);
    CallRecord call = ordered(good).getFirst();
    int lie = receipt(call).succeeded() ? Outcome.NOT_ALLOWED.code() : Receipt.OK;
    Receipt lying = new Receipt(call.request(), lie, receipt(call).output());
    long height = call.answer().orElseThrow().height();
    for (Receipt each : List.of(lying, receipt(ordered(good).get(1)))) {
      assertThat(verdict(good, told(call, height, each))).isEqualTo(HistoryValidity.INVALID);
    }
  }

  /** FAULT-7: what an unordered read returned is in the history, where an old balance shows. */
  @Test
  void aStaleReadIsFound() {
    HostOutcome good = outcome("bank", 1);
    List<CallRecord> reads =
        good.calls().stream()
            .filter(each -> each.answer().isPresent() && each.call().f().equals("read"))
            .toList();
    CallRecord stale =
        reads.stream()
            .filter(each -> each.call().unordered())
            .flatMap(
                late ->
                    reads.stream()
                        .filter(early -> isOutdated(good, early, late))
                        .map(
                            early ->
                                told(
                                    late,
                                    early.answer().orElseThrow().height(),
                                    new Receipt(
                                        late.request(), Receipt.OK, receipt(early).output()))))
            .findFirst()
            .orElseThrow();
    assertThat(verdict(good, stale)).isEqualTo(HistoryValidity.INVALID);
  }

  /** The same account had fewer points when all other calls were over. */
  private static boolean isOutdated(HostOutcome good, CallRecord early, CallRecord late) {
    return early.call().value().equals(late.call().value())
        && early.endedOrder() < late.invokedOrder()
        && !receipt(early).output().equals(receipt(late).output())
        && good.calls().stream()
            .filter(each -> each.call().f().equals("pay"))
            .noneMatch(
                each ->
                    each.endedOrder() > late.invokedOrder()
                        && each.invokedOrder() < late.endedOrder());
  }

  @Test
  void anUnreadableLedgerIsFound() {
    HostOutcome good = outcome(1);
    List<NodeLedger> ledgers = new ArrayList<>(good.ledgers());
    ledgers.set(1, new NodeLedger(1, true, new TreeMap<>(), Optional.of("torn")));
    assertThat(findings(Judgement.of(with(good, good.calls(), ledgers))))
        .containsExactly("unreadable ledger");
  }

  /**
   * FAULT-27: what a node's shell tells is held against the agreed ledger, and is in the history.
   */
  @Test
  void aServiceThatTellsAnotherLedgerIsFound() {
    HostOutcome good = outcome(1);
    String head = good.ledgers().get(0).blocks().get(3L).hash().toHex();
    ServiceRead right = new ServiceRead(2 * S, 0, 200, 12, 3, head);
    ServiceRead silent = new ServiceRead(3 * S, 0, 500, 1, 0, "");
    Judgement told = Judgement.of(with(good, good.calls(), good.ledgers(), right, silent));
    assertThat(told.verdict()).isEqualTo(HistoryValidity.VALID);
    assertThat(told.history().events().stream().filter(each -> each.f().equals("service-read")))
        .hasSize(2)
        .allMatch(HistoryEvent::isNemesis);
    for (ServiceRead wrong :
        List.of(
            new ServiceRead(2 * S, 0, 200, 12, 4, head),
            new ServiceRead(2 * S, 0, 200, 12, 1_000_000, head))) {
      HostOutcome lied = with(outcome(1), good.calls(), good.ledgers(), wrong);
      assertThat(findings(Judgement.of(lied))).containsExactly("a service told another ledger");
    }
  }

  private static Judgement withoutAnswersTo(String f, boolean inTheEnd) {
    HostOutcome good = outcome(1);
    List<CallRecord> calls = new ArrayList<>();
    for (CallRecord each : good.calls()) {
      boolean answered = each.last() ? inTheEnd : !each.call().f().equals(f);
      calls.add(answered ? each : unanswered(each));
    }
    return Judgement.of(with(good, calls, good.ledgers()));
  }

  private static CallRecord unanswered(CallRecord call) {
    long process = call.process() + 1000 * call.endedOrder();
    return RecordCopy.with(call, Map.of("process", process, "answer", Optional.empty()));
  }

  private static HistoryValidity statistics(Judgement judgement) {
    return judgement.results().getLast().verdict();
  }

  /** FAULT-20: Jepsen's rule, where nothing else explains it. */
  @Test
  void aFunctionThatNeverSucceedsIsInvalid() {
    Judgement never = withoutAnswersTo("write", true);
    assertThat(findings(never)).containsExactly("never succeeded");
    assertThat(statistics(never)).isEqualTo(HistoryValidity.INVALID);

    // Its values were drawn, and none may have been the register's.
    Judgement byChance = withoutAnswersTo("cas", true);
    assertThat(findings(byChance)).containsExactly("never succeeded");
    assertThat(statistics(byChance)).isEqualTo(HistoryValidity.UNKNOWN);

    // Then the cluster is not alive, which is said already.
    assertThat(statistics(withoutAnswersTo("write", false))).isEqualTo(HistoryValidity.UNKNOWN);
  }

  /** Jepsen's rule: a run in which nothing succeeded shows nothing. */
  @Test
  void aRunWithoutSuccessIsUnknown() {
    HostOutcome good = outcome(1);
    HostOutcome none = with(good, List.of(), good.ledgers());
    assertThat(Judgement.of(none).verdict()).isEqualTo(HistoryValidity.UNKNOWN);
  }
}
