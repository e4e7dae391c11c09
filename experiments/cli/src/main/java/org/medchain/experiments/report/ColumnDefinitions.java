package org.medchain.experiments.report;

import org.medchain.comparison.TrialColumn;

/** The meaning of each column of {@code trials.csv}, for a reader who has only that. */
public final class ColumnDefinitions {
  private ColumnDefinitions() {}

  /** First the trial's cell, and its protocol's promises there. */
  public static String of(TrialColumn column) {
    return switch (column) {
      case TRIAL -> "Number of the trial in the grid, from 1; names its histogram.";
      case PROTOCOL ->
          "pbft: practical Byzantine fault tolerance; pow: proof of work, most work wins; sealed:"
              + " PBFT whose primary must also find a header under the target.";
      case NODES -> "Number of consensus nodes, n.";
      case FAULTY -> "Number of faulty nodes: fault_rate × nodes, half rounded up.";
      case FAULT ->
          "What is wrong with them from time 0 to the end: they never run (crash), nothing that"
              + " they send arrives (silence), arrives later (delay) or is lost now and then"
              + " (loss). Or they crash and come back (restart). Or they are Byzantine: propose two"
              + " blocks for one height (equivocation), lie when views change and about checkpoints"
              + " (lying), are one selfish pool (selfish), or attack the"
              + " protocol's safety (attack: equivocation under PBFT, a double spend under proof of"
              + " work).";
      case FAULT_RATE ->
          "Nominal share of faulty nodes; the first of those that mean as many, and 0 where no"
              + " node is.";
      case ATTACKER_SHARE ->
          "The attacker's share, of the nodes or of the hash power, that a final block has to"
              + " withstand, for all actual faults: f / n unless the config says otherwise.";
      case EPSILON -> "The probability of a reversal by such an attacker that is accepted.";
      case BLOCK_INTERVAL_S ->
          "Proof of work's mean time between blocks while all nodes mine, in s; empty for others.";
      case REPEAT -> "Which repeat of its cell, from 1.";
      case SEED -> "Of everything random in the trial. The same seed and code give the same row.";
      case EXPECTED_LIVE ->
          "Whether the protocol promises progress: PBFT where the live honest nodes are a quorum,"
              + " and at most f nodes are Byzantine; proof of work where an honest miner is live"
              + " and Byzantine ones have less than half of the hash power.";
      default -> finality(column);
    };
  }

  /** What became final, and how long that took. */
  private static String finality(TrialColumn column) {
    return switch (column) {
      case SUBMITTED -> "Requests that clients sent, those of the warm-up included.";
      case COMMITTED ->
          "Of these, final ones: f + 1 equal replies (PBFT) or k confirmations (proof of work).";
      case UNCOMMITTED -> "Of these, the others, when the run ended.";
      case DRAINED -> "Whether none was left over at the end.";
      case THROUGHPUT_TPS ->
          "Requests that became final in the steady window, a second. Empty where the load is over"
              + " before there is one.";
      case OFFERED_TPS -> "Requests that were to start in the window, a second.";
      case WINDOW_S ->
          "Length of the window, in s: from when finality is in its steady state to the end of the"
              + " load. Empty where that leaves too little.";
      case MEASURED -> "Requests submitted after the warm-up: those that the percentiles are of.";
      case WARMUP_MAX_MS ->
          "The largest latency of the warm-up's requests: what the start cost, view changes past"
              + " crashed primaries included. Empty where none of them became final.";
      case LATENCY_P50_MS ->
          "Median latency in ms of virtual time, from the intended start to finality, over all"
              + " measured requests. Empty where it falls among those that never became final."
              + " Tables have it of the requests of all repeats together, with a 95 % interval by"
              + " the percentile bootstrap over repeats.";
      case LATENCY_P90_MS ->
          "The same, 90th percentile. Empty too where the load has no steady window,"
              + " and where a primary equivocates: it is replaced once, at a random time.";
      case LATENCY_P99_MS -> "The same, 99th percentile. Empty where the 90th is.";
      case LATENCY_MAX_MS -> "The same, the largest.";
      default -> effort(column);
    };
  }

  /** Costs and failures. */
  private static String effort(TrialColumn column) {
    return switch (column) {
      case MESSAGES_PER_TX -> "Messages delivered, of all kinds, for each final request.";
      case BYTES_PER_TX -> "Bytes of these messages for each final request.";
      case HASHES_PER_TX ->
          "Expected hashes of the miners' searches for each final request; empty without search.";
      case VIEW_CHANGES ->
          "Highest view that an honest live replica reached; PBFT starts in view 0. Empty for proof"
              + " of work.";
      case FORKS -> "Blocks mined that are not on the best chain at the end.";
      case STALE_RATE -> "These as a share of all blocks mined.";
      case AGREEMENT_VIOLATIONS ->
          "Heights at which nodes that are not Byzantine disagreed, reverts of blocks that had been"
              + " reported final and answers that the chain does not give included. Anything but 0"
              + " is a failure where agreement is promised: by PBFT up to f Byzantine nodes, by"
              + " proof of work where miners hear each other and k confirmations are enough.";
      default -> judgement(column);
    };
  }

  /** The verdict and its evidence. */
  private static String judgement(TrialColumn column) {
    return switch (column) {
      case VERDICT ->
          "pass: everything that could be judged held; fail: a promise was broken; unequal: nothing"
              + " failed, but final promises less than was asked for, so it is not to be compared;"
              + " unknown: nothing was submitted or nothing could be judged. Tables say pass as"
              + " live, halted or safe as promised, fail as promise broken, unequal as not"
              + " comparable and unknown as nothing to judge.";
      case REASON -> "Why the verdict is not pass, and why figures are missing.";
      case CONFIRMATIONS -> "k, the confirmations that proof of work waits for.";
      case REVERSAL_PROBABILITY ->
          "Probability that an attacker with that share reverses k confirmations.";
      case BLOCKS -> "Height of the chain at the end.";
      case REFUSED -> "Final requests that a rule of the contract layer refused.";
      case MESSAGES_DELIVERED -> "All messages delivered in the trial, in all its steps.";
      case VIRTUAL_S ->
          "Virtual seconds that the trial lasted; real ones where the nodes are real processes.";
      case TRACE_HASH ->
          "Digest over all events of the simulation, equal for equal trials. Empty where the nodes"
              + " are real processes, as are the counts of transfers and checkpoints.";
      default -> conditions(column);
    };
  }

  /** What Byzantine, restarting and busy nodes add. */
  private static String conditions(TrialColumn column) {
    return switch (column) {
      case BYZANTINE ->
          "Nodes that are Byzantine at some time: those of adversaries in the config, and the"
              + " faulty ones where the fault is equivocation, lying or selfish.";
      case BYZANTINE_BLOCK_SHARE ->
          "Share of the longest chain's blocks that they found. Empty where there are none, and for"
              + " PBFT.";
      case RESTARTS -> "How often a node came back after a crash.";
      case STATE_TRANSFERS ->
          "How often a node replaced its state by a snapshot that another node sent.";
      case CHECKPOINTS ->
          "Snapshots that nodes kept for checkpoints, all nodes together; proof of work has none.";
      case LATE_BLOCK_INTERVAL_S ->
          "Mean time between the blocks of the chain's last quarter, in s by their timestamps:"
              + " under pow.retarget it should be pow.block_interval_s for every hash power."
              + " Empty for PBFT, and where the chain has fewer than four blocks; no run with one"
              + " difficulty has this column.";
      case LATE_DIFFICULTY ->
          "Mean of the hashes expected for one of these blocks, the paper's coefficient; it was"
              + " pow.difficulty at the start. Empty and absent where the interval is.";
      case CPU_US_PER_TX ->
          "Processor time of all nodes and clients for each committed request: what the system"
              + " counted for real processes after the warm-up, what the model charged in the"
              + " simulation."
              + " Only where nodes and clients have the cores of one machine together.";
      case OTHER_LOAD ->
          "Share of the machine's processor time that other programs took after the trial's"
              + " warm-up. No run of simulated nodes has this column.";
      case STEAL -> "Share of it that the hypervisor took. Absent where other_load is.";
      case COMPILING ->
          "Share of it that the just-in-time compilers of the trial's own processes took: what a"
              + " longer processes.preheat_s makes smaller. Absent where other_load is.";
      case CONTAMINATED ->
          "true if other_load or compiling is over 0.05 or steal over 0.02: times are then not the"
              + " protocol's alone. Absent where other_load is.";
      default -> searched(column);
    };
  }

  /** What a search for saturation adds. */
  private static String searched(TrialColumn column) {
    return switch (column) {
      case SATURATION_TPS ->
          "Requests that become final at most, a second: the mean of eight trials that took no"
              + " part in the search, at the lowest rate of which too little becomes final, or at"
              + " the highest sustained one where latency alone sets the end. Empty where no step"
              + " or every step was sustained; no other run has this column.";
      case SATURATION_LOW_TPS -> "Where its 95 % interval begins (Student's t over the eight).";
      case SATURATION_HIGH_TPS -> "Where it ends.";
      case SUSTAINED_RATE_TPS ->
          "The highest rate that was sustained, of which the other columns of the row are.";
      case UNSUSTAINED_RATE_TPS ->
          "The lowest rate that was not sustained: saturation lies between both rates.";
      case STEPS -> "Number of the search's steps, each of which has a row in steps.csv.";
      default -> verified(column);
    };
  }

  /** What a game of uploaders and verifiers adds; no other run has these columns. */
  private static String verified(TrialColumn column) {
    return switch (column) {
      case DISHONEST_SHARE ->
          "Share of the patients who upload false records. Empty, as all columns from here to"
              + " points_burnt, where no committees verify records.";
      case LAZY_SHARE -> "Share of the verifiers who vote “valid” without looking.";
      case UPLOAD_REWARD -> "Points for a record that is found valid.";
      case FALSE_PENALTY -> "Points that a record costs its patient when it is found false.";
      case TRUE_RECORDS -> "Records of honest patients whose upload became final.";
      case FALSE_RECORDS -> "Records of dishonest patients whose upload became final.";
      case FALSE_ACCEPTED -> "Of these, those that their committee found valid.";
      case FALSE_ACCEPTED_SHARE ->
          "The same as a share of the false records. Empty where there are none.";
      case TRUE_REJECTED -> "True records that their committee found false.";
      case UNDECIDED -> "Records without a verdict at the end, true and false ones.";
      default -> paid(column);
    };
  }

  /** What the records paid. */
  private static String paid(TrialColumn column) {
    return switch (column) {
      case HONEST_PAYOFF ->
          "Mean points of an honest patient for each record: rewards less penalties as the ledger"
              + " moved them, less game.honest_cost. Empty without true records.";
      case FALSE_PAYOFF ->
          "Mean points of a dishonest patient for each record: the same, less game.false_cost, and"
              + " game.false_gain for a record found valid. Empty without false records.";
      case HONEST_MINUS_FALSE_PAYOFF ->
          "By how much honesty pays more; negative where it pays less. Empty where one of both"
              + " payoffs is.";
      case VERDICT_P50_MS ->
          "Median time in ms from an upload's intended start to its final verdict, over the records"
              + " that have one. Empty where none has.";
      case POINTS_ISSUED ->
          "Points that the ledger issued after genesis: rewards of patients and of verifiers.";
      case POINTS_BURNT -> "Points that the ledger burnt: penalties of patients and of verifiers.";
      default -> dayStep(column);
    };
  }

  /** What a day of visits adds; no other run has these columns. */
  private static String dayStep(TrialColumn column) {
    return switch (column) {
      case DAY_STEPS ->
          "Requests of a day of visits. Empty, as all columns from here to day_visit_p99_ms, where"
              + " the load is no day.";
      case DAY_LOST -> "Of these, the ones without an answer when the run ended.";
      case DAY_REGISTER_P50_MS ->
          "Median latency in ms of registrations, from their intended start, or from when the step"
              + " was final that they had to wait for; unanswered ones count as infinitely late.";
      case DAY_UPLOAD_P50_MS -> "The same of uploads.";
      case DAY_ENTRUST_P50_MS -> "The same of orders that entrust files to hospitals.";
      case DAY_ATTEST_P50_MS -> "The same of doctors' signatures under records.";
      case DAY_GRANT_P50_MS -> "The same of consents.";
      case DAY_READ_P50_MS -> "The same of other doctors' ordered reads.";
      case DAY_LOCATE_P50_MS -> "The same of look-ups, which are ordered as well.";
      case DAY_VISIT_P50_MS ->
          "Median time in ms from a visit's intended start to the answer of its last step.";
      case DAY_REGISTER_P99_MS,
          DAY_UPLOAD_P99_MS,
          DAY_ENTRUST_P99_MS,
          DAY_ATTEST_P99_MS,
          DAY_GRANT_P99_MS,
          DAY_READ_P99_MS,
          DAY_LOCATE_P99_MS,
          DAY_VISIT_P99_MS ->
          "The same, 99th percentile.";
      default -> throw new IllegalArgumentException("no definition of " + column);
    };
  }
}
