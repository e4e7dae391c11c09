package org.medchain.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.medchain.comparison.config.GamePoint;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.metrics.DayOutcome;
import org.medchain.comparison.metrics.GameOutcome;
import org.medchain.comparison.metrics.LastQuarterBlocks;
import org.medchain.comparison.metrics.MachineContention;
import org.medchain.comparison.metrics.SaturationOutcome;
import org.medchain.comparison.metrics.StepOutcome;

/**
 * The columns of {@code trials.csv} in their order, a row for each trial. Units are in the names;
 * an absent value is an empty field, never 0 (CMP-8). The occasional ones are at the end, and only
 * where a row has a value in them.
 */
// The functions are immutable, but the checker cannot see it.
@SuppressWarnings("ImmutableEnumChecker")
public enum TrialColumn {
  /** Number of the trial in the grid, from 1. */
  TRIAL("trial", r -> r.cell().number()),
  /** {@code pbft} or {@code pow}. */
  PROTOCOL("protocol", r -> r.cell().protocol().key()),
  /** Consensus nodes. */
  NODES("nodes", r -> r.cell().nodes()),
  /** Faulty ones among them. */
  FAULTY("faulty", r -> r.cell().faulty()),
  /** Their fault. */
  FAULT("fault", r -> r.cell().fault().key()),
  /** Their nominal share. */
  FAULT_RATE("fault_rate", r -> r.cell().faultRate()),
  /** Which repeat, from 1. */
  REPEAT("repeat", r -> r.cell().repeat()),
  /** Seed of the trial. */
  SEED("seed", r -> r.cell().seed()),
  /** Whether the protocol promises progress: PBFT a live quorum, proof of work a live miner. */
  EXPECTED_LIVE("expected_live", TrialResult::expectedLive),
  /** Requests sent, the warm-up's included. */
  SUBMITTED("submitted", r -> r.requests().submitted()),
  /** Requests that became final. */
  COMMITTED("committed", r -> r.requests().committed()),
  /** Requests that did not. */
  UNCOMMITTED("uncommitted", r -> r.requests().uncommitted()),
  /** Whether none was left uncommitted. */
  DRAINED("drained", r -> r.requests().drained()),
  /** Requests that became final in the steady window, a second; empty where there is no window. */
  THROUGHPUT_TPS("throughput_tps", r -> r.load().throughput().tps()),
  /** Requests that were to start in it, a second. */
  OFFERED_TPS("offered_tps", r -> r.load().throughput().offeredTps()),
  /** Its length: from when the cell is in its steady state to the end of the load. */
  WINDOW_S("window_s", r -> r.load().throughput().windowS()),
  /** Median latency over all measured requests, from intended start to finality. */
  LATENCY_P50_MS("latency_p50_ms", r -> r.load().percentiles().p50Ms()),
  /** Its 90th percentile. */
  LATENCY_P90_MS("latency_p90_ms", r -> r.load().percentiles().p90Ms()),
  /** Its 99th percentile. */
  LATENCY_P99_MS("latency_p99_ms", r -> r.load().percentiles().p99Ms()),
  /** Its largest value. */
  LATENCY_MAX_MS("latency_max_ms", r -> r.load().percentiles().maxMs()),
  /** Messages delivered for each committed request. */
  MESSAGES_PER_TX(
      "messages_per_tx", r -> r.costs().messagesPerTransaction(r.requests().committed())),
  /** Bytes delivered for each committed request. */
  BYTES_PER_TX("bytes_per_tx", r -> r.costs().bytesPerTransaction(r.requests().committed())),
  /** Expected hashes of the searches for each committed request. */
  HASHES_PER_TX("hashes_per_tx", r -> r.costs().hashesPerTransaction(r.requests().committed())),
  /** Number of the highest view that an honest live replica reached, from 0. */
  VIEW_CHANGES("view_changes", r -> r.chain().viewChanges()),
  /** Blocks mined that are not on the final best chain. */
  FORKS("forks", r -> r.chain().forks()),
  /** Those as a share of the blocks mined. */
  STALE_RATE("stale_rate", r -> r.chain().staleRate()),
  /** Disagreements among nodes that are not Byzantine, reverts of confirmed blocks included. */
  AGREEMENT_VIOLATIONS("agreement_violations", r -> r.chain().agreementViolations()),
  /** {@code pass}, {@code fail}, {@code unequal} or {@code unknown}. */
  VERDICT("verdict", r -> r.verdict().key()),
  /** Why it is not {@code pass}, and why figures are missing. */
  REASON("reason", TrialResult::reason),
  /** Proof of work's k. */
  CONFIRMATIONS("confirmations", r -> r.chain().confirmations()),
  /** Probability that an attacker with that share of the hash power reverses k confirmations. */
  REVERSAL_PROBABILITY("reversal_probability", r -> r.chain().reversalProbability()),
  /** The attacker's share that finality has to withstand. */
  ATTACKER_SHARE("attacker_share", r -> r.cell().finality().attackerShare()),
  /** With which probability of a reversal at most. */
  EPSILON("epsilon", r -> r.cell().finality().epsilon()),
  /** Proof of work's mean time between blocks while all mine, in s. */
  BLOCK_INTERVAL_S("block_interval_s", TrialColumn::blockIntervalS),
  /** Height of the chain at the end. */
  BLOCKS("blocks", r -> r.chain().blocks()),
  /** Committed requests whose receipt is not OK. */
  REFUSED("refused", r -> r.requests().refused()),
  /** Requests submitted after the warm-up: those that the percentiles are of. */
  MEASURED("measured", r -> r.load().measured()),
  /** The largest latency of the warm-up, its view changes included. */
  WARMUP_MAX_MS("warmup_max_ms", r -> r.load().warmupMaxMs()),
  /** All messages delivered, those of all steps of a search. */
  MESSAGES_DELIVERED("messages_delivered", TrialResult::messagesDelivered),
  /** Virtual time of the run; real time where the nodes are real. */
  VIRTUAL_S("virtual_s", TrialResult::virtualS),
  /** Digest over all events. */
  TRACE_HASH("trace_hash", TrialResult::traceHash),
  /** Nodes that are Byzantine at some time, the faulty ones among them included. */
  BYZANTINE("byzantine", TrialResult::byzantine),
  /** Share of the chain's blocks that Byzantine nodes found. */
  BYZANTINE_BLOCK_SHARE("byzantine_block_share", r -> r.chain().byzantineBlockShare()),
  /** How often a node came back after a crash. */
  RESTARTS("restarts", r -> r.recovery().restarts()),
  /** How often a node replaced its state by one that another node sent. */
  STATE_TRANSFERS("state_transfers", r -> r.recovery().stateTransfers()),
  /** Snapshots of the state that nodes kept for checkpoints, all nodes together. */
  CHECKPOINTS("checkpoints", r -> r.recovery().checkpoints()),
  /** Mean time between blocks of the chain's last quarter, where the difficulty follows. */
  LATE_BLOCK_INTERVAL_S(
      "late_block_interval_s", r -> r.chain().late().map(LastQuarterBlocks::intervalS)),
  /** Their mean difficulty coefficient. */
  LATE_DIFFICULTY("late_difficulty", r -> r.chain().late().map(LastQuarterBlocks::difficulty)),
  /** Requests that become final at most, by a search, a second. */
  SATURATION_TPS("saturation_tps", r -> found(r, SaturationOutcome::saturationTps)),
  /** Where its 95 % interval begins. */
  SATURATION_LOW_TPS("saturation_low_tps", r -> found(r, SaturationOutcome::lowTps)),
  /** Where it ends. */
  SATURATION_HIGH_TPS("saturation_high_tps", r -> found(r, SaturationOutcome::highTps)),
  /** The highest sustained rate. */
  SUSTAINED_RATE_TPS("sustained_rate_tps", r -> found(r, SaturationOutcome::sustainedRateTps)),
  /** The lowest rate that was not sustained. */
  UNSUSTAINED_RATE_TPS(
      "unsustained_rate_tps", r -> found(r, SaturationOutcome::unsustainedRateTps)),
  /** Number of the search's steps. */
  STEPS("steps", r -> r.saturation().map(found -> found.steps().size())),
  /** Share of the patients who upload false records. */
  DISHONEST_SHARE("dishonest_share", r -> point(r).map(GamePoint::dishonest)),
  /** Share of the verifiers who vote without looking. */
  LAZY_SHARE("lazy_share", r -> point(r).map(GamePoint::lazy)),
  /** Points for a record that is found valid. */
  UPLOAD_REWARD("upload_reward", r -> point(r).map(GamePoint::reward)),
  /** Points for one that is found false. */
  FALSE_PENALTY("false_penalty", r -> point(r).map(GamePoint::penalty)),
  /** True records whose upload became final. */
  TRUE_RECORDS("true_records", r -> r.game().map(GameOutcome::trueRecords)),
  /** False ones. */
  FALSE_RECORDS("false_records", r -> r.game().map(GameOutcome::falseRecords)),
  /** False records that were found valid. */
  FALSE_ACCEPTED("false_accepted", r -> r.game().map(GameOutcome::falseAccepted)),
  /** Their share of the false records. */
  FALSE_ACCEPTED_SHARE("false_accepted_share", r -> played(r, GameOutcome::falseAcceptedShare)),
  /** True records that were found false. */
  TRUE_REJECTED("true_rejected", r -> r.game().map(GameOutcome::trueRejected)),
  /** Records without a verdict at the end. */
  UNDECIDED("undecided", r -> r.game().map(GameOutcome::undecided)),
  /** Mean points of an honest patient a record. */
  HONEST_PAYOFF("honest_payoff", r -> played(r, GameOutcome::honestPayoff)),
  /** Of a dishonest one. */
  FALSE_PAYOFF("false_payoff", r -> played(r, GameOutcome::falsePayoff)),
  /** By how much honesty pays more. */
  HONEST_MINUS_FALSE_PAYOFF(
      "honest_minus_false_payoff", r -> played(r, GameOutcome::honestMinusFalse)),
  /** Median time from an upload's intended start to its final verdict. */
  VERDICT_P50_MS("verdict_p50_ms", r -> played(r, GameOutcome::verdictP50Ms)),
  /** Points issued since genesis. */
  POINTS_ISSUED("points_issued", r -> counted(r, GameOutcome::pointsIssued)),
  /** Points burnt. */
  POINTS_BURNT("points_burnt", r -> counted(r, GameOutcome::pointsBurnt)),
  /** Requests that a day of visits has. */
  DAY_STEPS("day_steps", r -> r.day().map(DayOutcome::planned)),
  /** Of these, the ones without an answer at the end. */
  DAY_LOST("day_lost", r -> r.day().map(DayOutcome::lost)),
  /** Median latency of a day's registrations. */
  DAY_REGISTER_P50_MS("day_register_p50_ms", r -> step(r, "register", StepOutcome::p50Ms)),
  /** The same, 99th percentile. */
  DAY_REGISTER_P99_MS("day_register_p99_ms", r -> step(r, "register", StepOutcome::p99Ms)),
  /** Median latency of a day's uploads. */
  DAY_UPLOAD_P50_MS("day_upload_p50_ms", r -> step(r, "upload", StepOutcome::p50Ms)),
  /** The same, 99th percentile. */
  DAY_UPLOAD_P99_MS("day_upload_p99_ms", r -> step(r, "upload", StepOutcome::p99Ms)),
  /** Median latency of a day's orders that entrust files. */
  DAY_ENTRUST_P50_MS("day_entrust_p50_ms", r -> step(r, "entrust", StepOutcome::p50Ms)),
  /** The same, 99th percentile. */
  DAY_ENTRUST_P99_MS("day_entrust_p99_ms", r -> step(r, "entrust", StepOutcome::p99Ms)),
  /** Median latency of a day's doctors' signatures. */
  DAY_ATTEST_P50_MS("day_attest_p50_ms", r -> step(r, "attest", StepOutcome::p50Ms)),
  /** The same, 99th percentile. */
  DAY_ATTEST_P99_MS("day_attest_p99_ms", r -> step(r, "attest", StepOutcome::p99Ms)),
  /** Median latency of a day's consents. */
  DAY_GRANT_P50_MS("day_grant_p50_ms", r -> step(r, "grant", StepOutcome::p50Ms)),
  /** The same, 99th percentile. */
  DAY_GRANT_P99_MS("day_grant_p99_ms", r -> step(r, "grant", StepOutcome::p99Ms)),
  /** Median latency of a day's reads. */
  DAY_READ_P50_MS("day_read_p50_ms", r -> step(r, "read", StepOutcome::p50Ms)),
  /** The same, 99th percentile. */
  DAY_READ_P99_MS("day_read_p99_ms", r -> step(r, "read", StepOutcome::p99Ms)),
  /** Median latency of a day's look-ups. */
  DAY_LOCATE_P50_MS("day_locate_p50_ms", r -> step(r, "locate", StepOutcome::p50Ms)),
  /** The same, 99th percentile. */
  DAY_LOCATE_P99_MS("day_locate_p99_ms", r -> step(r, "locate", StepOutcome::p99Ms)),
  /** Median latency of a day's whole visits. */
  DAY_VISIT_P50_MS("day_visit_p50_ms", r -> step(r, "visit", StepOutcome::p50Ms)),
  /** The same, 99th percentile. */
  DAY_VISIT_P99_MS("day_visit_p99_ms", r -> step(r, "visit", StepOutcome::p99Ms)),
  /** Processor time of all nodes and clients for each committed request, in µs. */
  CPU_US_PER_TX("cpu_us_per_tx", r -> r.costs().cpuUsPerTransaction(r.requests().committed())),
  /** Share of the machine's processor time that other programs took meanwhile. */
  OTHER_LOAD("other_load", r -> r.machine().map(MachineContention::otherPrograms)),
  /** Share that its hypervisor took. */
  STEAL("steal", r -> r.machine().map(MachineContention::steal)),
  /** Share that the just-in-time compilers of the trial's own processes took. */
  COMPILING("compiling", r -> r.machine().map(MachineContention::compiling)),
  /** Whether that load was large enough to distort the trial's times. */
  CONTAMINATED("contaminated", r -> r.machine().map(MachineContention::isContaminated));

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
    PROCESSES(() -> OTHER_LOAD);

    private final Supplier<TrialColumn> first;

    ColumnCondition(Supplier<TrialColumn> first) {
      this.first = first;
    }
  }

  private final String header;
  private final Function<TrialResult, Object> value;

  TrialColumn(String header, Function<TrialResult, Object> value) {
    this.header = header;
    this.value = value;
  }

  private static OptionalDouble blockIntervalS(TrialResult result) {
    return result.cell().protocol() == ProtocolKind.POW
        ? OptionalDouble.of(result.cell().config().pow().intervalS())
        : OptionalDouble.empty();
  }

  private static Optional<GamePoint> point(TrialResult result) {
    return result.cell().config().game().point();
  }

  private static OptionalDouble step(
      TrialResult result, String step, Function<StepOutcome, OptionalDouble> part) {
    return result.day().flatMap(day -> day.of(step)).map(part).orElse(OptionalDouble.empty());
  }

  private static OptionalDouble played(
      TrialResult result, Function<GameOutcome, OptionalDouble> part) {
    return result.game().map(part).orElse(OptionalDouble.empty());
  }

  private static OptionalLong counted(
      TrialResult result, Function<GameOutcome, OptionalLong> part) {
    return result.game().map(part).orElse(OptionalLong.empty());
  }

  private static OptionalDouble found(
      TrialResult result, Function<SaturationOutcome, OptionalDouble> part) {
    return result.saturation().map(part).orElse(OptionalDouble.empty());
  }

  /** The name at the head of the column. */
  public String header() {
    return header;
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
    Object found = value.apply(result);
    return switch (found) {
      case OptionalDouble number -> number.stream().boxed().<Object>map(each -> each).findFirst();
      case OptionalLong number -> number.stream().boxed().<Object>map(each -> each).findFirst();
      case OptionalInt number -> number.stream().boxed().<Object>map(each -> each).findFirst();
      case Optional<?> other -> other.map(Function.identity());
      default -> Optional.of(found);
    };
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
