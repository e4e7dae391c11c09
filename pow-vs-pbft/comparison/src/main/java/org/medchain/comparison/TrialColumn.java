package org.medchain.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.medchain.comparison.config.IncentiveSetting;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.metrics.DayOutcome;
import org.medchain.comparison.metrics.GameOutcome;
import org.medchain.comparison.metrics.LastQuarterBlocks;
import org.medchain.comparison.metrics.LinkDelays;
import org.medchain.comparison.metrics.MachineContention;
import org.medchain.comparison.metrics.SaturationOutcome;
import org.medchain.comparison.metrics.StepOutcome;

/**
 * The columns of {@code trials.csv} in their order, a row for each trial: where a value comes from
 * stands here, all else of a column in {@code trial-columns.txt}. Units are in the names; an absent
 * value is an empty field, never 0 (CMP-8). The occasional ones are at the end, and only where a
 * row has a value in them.
 */
// The functions are immutable, but the checker cannot see it.
@SuppressWarnings("ImmutableEnumChecker")
public enum TrialColumn {
  TRIAL(r -> r.cell().number()),
  PROTOCOL(r -> r.cell().protocol().key()),
  NODES(r -> r.cell().nodes()),
  FAULTY(r -> r.cell().faulty()),
  FAULT(r -> r.cell().fault().key()),
  FAULT_RATE(r -> r.cell().faultRate()),
  REPEAT(r -> r.cell().repeat()),
  SEED(r -> r.cell().seed()),
  EXPECTED_LIVE(TrialResult::expectedLive),
  SUBMITTED(r -> r.requests().submitted()),
  COMMITTED(r -> r.requests().committed()),
  UNCOMMITTED(r -> r.requests().uncommitted()),
  DRAINED(r -> r.requests().drained()),
  THROUGHPUT_TPS(r -> r.load().throughput().tps()),
  OFFERED_TPS(r -> r.load().throughput().offeredTps()),
  WINDOW_S(r -> r.load().throughput().windowS()),
  LATENCY_P50_MS(r -> r.load().percentiles().p50Ms()),
  LATENCY_P90_MS(r -> r.load().percentiles().p90Ms()),
  LATENCY_P99_MS(r -> r.load().percentiles().p99Ms()),
  LATENCY_MAX_MS(r -> r.load().percentiles().maxMs()),
  MESSAGES_PER_TX(r -> r.costs().messagesPerTransaction(r.requests().committed())),
  BYTES_PER_TX(r -> r.costs().bytesPerTransaction(r.requests().committed())),
  HASHES_PER_TX(r -> r.costs().hashesPerTransaction(r.requests().committed())),
  VIEW_CHANGES(r -> r.chain().viewChanges()),
  FORKS(r -> r.chain().forks()),
  STALE_RATE(r -> r.chain().staleRate()),
  AGREEMENT_VIOLATIONS(r -> r.chain().agreementViolations()),
  VERDICT(r -> r.verdict().key()),
  REASON(TrialResult::reason),
  CONFIRMATIONS(r -> r.chain().confirmations()),
  REVERSAL_PROBABILITY(r -> r.chain().reversalProbability()),
  ATTACKER_SHARE(r -> r.cell().finality().attackerShare()),
  EPSILON(r -> r.cell().finality().epsilon()),
  BLOCK_INTERVAL_S(result -> result.cell().blockIntervalS()),
  BLOCKS(r -> r.chain().blocks()),
  REFUSED(r -> r.requests().refused()),
  MEASURED(r -> r.load().measured()),
  WARMUP_MAX_MS(r -> r.load().warmupMaxMs()),
  MESSAGES_DELIVERED(TrialResult::messagesDelivered),
  VIRTUAL_S(TrialResult::virtualS),
  TRACE_HASH(TrialResult::traceHash),
  BYZANTINE(TrialResult::byzantine),
  BYZANTINE_BLOCK_SHARE(r -> r.chain().byzantineBlockShare()),
  RESTARTS(r -> r.recovery().restarts()),
  STATE_TRANSFERS(r -> r.recovery().stateTransfers()),
  CHECKPOINTS(r -> r.recovery().checkpoints()),
  LATE_BLOCK_INTERVAL_S(r -> r.chain().late().map(LastQuarterBlocks::intervalS)),
  LATE_DIFFICULTY(r -> r.chain().late().map(LastQuarterBlocks::difficulty)),
  SATURATION_TPS(r -> r.saturation().map(SaturationOutcome::saturationTps)),
  SATURATION_LOW_TPS(r -> r.saturation().map(SaturationOutcome::lowTps)),
  SATURATION_HIGH_TPS(r -> r.saturation().map(SaturationOutcome::highTps)),
  SUSTAINED_RATE_TPS(r -> r.saturation().map(SaturationOutcome::sustainedRateTps)),
  UNSUSTAINED_RATE_TPS(r -> r.saturation().map(SaturationOutcome::unsustainedRateTps)),
  STEPS(r -> r.saturation().map(found -> found.steps().size())),
  DISHONEST_SHARE(r -> point(r).map(IncentiveSetting::dishonest)),
  LAZY_SHARE(r -> point(r).map(IncentiveSetting::lazy)),
  UPLOAD_REWARD(r -> point(r).map(IncentiveSetting::reward)),
  FALSE_PENALTY(r -> point(r).map(IncentiveSetting::penalty)),
  TRUE_RECORDS(r -> r.game().map(GameOutcome::trueRecords)),
  FALSE_RECORDS(r -> r.game().map(GameOutcome::falseRecords)),
  FALSE_ACCEPTED(r -> r.game().map(GameOutcome::falseAccepted)),
  FALSE_ACCEPTED_SHARE(r -> r.game().map(GameOutcome::falseAcceptedShare)),
  TRUE_REJECTED(r -> r.game().map(GameOutcome::trueRejected)),
  UNDECIDED(r -> r.game().map(GameOutcome::undecided)),
  HONEST_PAYOFF(r -> r.game().map(GameOutcome::honestPayoff)),
  FALSE_PAYOFF(r -> r.game().map(GameOutcome::falsePayoff)),
  HONEST_MINUS_FALSE_PAYOFF(r -> r.game().map(GameOutcome::honestMinusFalse)),
  VERDICT_P50_MS(r -> r.game().map(GameOutcome::verdictP50Ms)),
  POINTS_ISSUED(r -> r.game().map(GameOutcome::pointsIssued)),
  POINTS_BURNT(r -> r.game().map(GameOutcome::pointsBurnt)),
  DAY_STEPS(r -> r.day().map(DayOutcome::planned)),
  DAY_LOST(r -> r.day().map(DayOutcome::lost)),
  DAY_VISIT_P50_MS(r -> visit(r).map(StepOutcome::p50Ms)),
  DAY_VISIT_P99_MS(r -> visit(r).map(StepOutcome::p99Ms)),
  CPU_US_PER_TX(r -> r.costs().cpuUsPerTransaction(r.requests().committed())),
  OTHER_LOAD(r -> r.machine().map(MachineContention::otherPrograms)),
  STEAL(r -> r.machine().map(MachineContention::steal)),
  COMPILING(r -> r.machine().map(MachineContention::compiling)),
  CONTAMINATED(r -> r.machine().map(MachineContention::isContaminated)),
  LINK_DELAY_P50_MS(r -> r.costs().links().map(LinkDelays::medianMs)),
  LINK_DELAY_P99_MS(r -> r.costs().links().map(LinkDelays::p99Ms)),
  PROXY_LATE_P50_MS(r -> r.costs().links().map(LinkDelays::lateMedianMs));

  /** When a table has a column at all; each has the columns up to those of the next one. */
  public enum ColumnCondition {
    /** In every table. */
    ALWAYS(() -> TRIAL),
    /** Where the difficulty followed something (CMP-47). */
    RETARGETING(() -> LATE_BLOCK_INTERVAL_S),
    /** Where saturation was searched for (CMP-52). */
    SATURATION(() -> SATURATION_TPS),
    /** Where committees verify records (CMP-53). */
    GAME(() -> DISHONEST_SHARE),
    /** Where the load is a day of visits (CMP-55). */
    DAY(() -> DAY_STEPS),
    /** Where nodes and clients have the cores of one machine together (EXP-19). */
    SHARED_CORES(() -> CPU_US_PER_TX),
    /** Where the nodes were real processes (EXP-16). */
    PROCESSES(() -> OTHER_LOAD),
    /** Where proxies delayed what they sent to each other (CLUSTER-28). */
    PROXIED(() -> LINK_DELAY_P50_MS);

    private final Supplier<TrialColumn> first;

    ColumnCondition(Supplier<TrialColumn> first) {
      this.first = first;
    }
  }

  private final ColumnDefinition definition;
  private final Function<TrialResult, Object> value;

  TrialColumn(Function<TrialResult, Object> value) {
    this.definition = ColumnDefinition.of(name().toLowerCase(Locale.ROOT));
    this.value = value;
  }

  private static Optional<IncentiveSetting> point(TrialResult result) {
    return result.cell().config().game().point();
  }

  private static Optional<StepOutcome> visit(TrialResult result) {
    return result.day().flatMap(day -> day.of(DayOutcome.VISIT));
  }

  /** The name at the head of the column. */
  public String header() {
    return definition.header();
  }

  /** What its values are and mean, and how they are shown. */
  public ColumnDefinition definition() {
    return definition;
  }

  /** The field as text; empty where the value is absent. */
  public String text(TrialResult result) {
    return typedValue(result).map(Object::toString).orElse("");
  }

  /** The field as a number; empty where it is absent or not a number. */
  public OptionalDouble number(TrialResult result) {
    return typedValue(result).orElse("") instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /** The value itself: a Boolean, Integer, Long, Double or String. */
  public Optional<Object> typedValue(TrialResult result) {
    return RecordCopy.present(value.apply(result));
  }

  /** A table leaves it out where no row has a value of this occasion. */
  public ColumnCondition condition() {
    return Arrays.stream(ColumnCondition.values())
        .filter(each -> compareTo(each.first.get()) >= 0)
        .reduce((before, after) -> after)
        .orElseThrow();
  }

  /** The columns in order of a table with rows of these occasions. */
  public static List<TrialColumn> all(Set<ColumnCondition> occasions) {
    return Arrays.stream(values())
        .filter(
            column ->
                column.condition() == ColumnCondition.ALWAYS
                    || occasions.contains(column.condition()))
        .toList();
  }

  /** The headers of these columns. */
  public static List<String> headers(List<TrialColumn> columns) {
    return columns.stream().map(TrialColumn::header).toList();
  }
}
