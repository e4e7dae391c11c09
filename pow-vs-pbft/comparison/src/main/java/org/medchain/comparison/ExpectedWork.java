package org.medchain.comparison;

import org.medchain.comparison.config.CpuConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.GameConfig;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.PbftConfig;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.SaturationConfig;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.consensus.Quorum;

/**
 * How much a trial has to simulate, before anything runs: means, by closed forms of the normal case
 * (EXP-44; decision 0301). It orders trials and foretells their cost, and no result depends on it.
 *
 * @param requests that clients submit
 * @param nodeRequests those times the nodes that take them
 * @param nodeBlocks blocks times the nodes that take them
 * @param messages delivered
 */
public record ExpectedWork(
    double requests, double nodeRequests, double nodeBlocks, double messages) {
  private static final double MS_PER_S = 1000;
  private static final double US_PER_S = 1e6;

  /** Of the committed dataset's 322 visits, about. */
  private static final double DAY_REQUESTS = 2000;

  /** How much of the time that all but one request in a thousand take, the median one takes. */
  private static final double MEDIAN = 0.7;

  /** A client doubles its patience up to 16-fold: after 31 times the first it no longer grows. */
  private static final double GROWN = 31;

  private static final int DOUBLINGS = 5;
  private static final int MOST_PATIENCE = 16;

  /**
   * Steps of a search near its end, in usual windows, without the shares: bisection and what is
   * over the bracket 8, longer looks at narrow ones 8, the measurement's trials of two each.
   */
  private static final double SEARCH_WINDOWS = 16 + 2.0 * SaturationSearch.MEASURED;

  /** Bytes of a request in a block, about. */
  private static final double REQUEST_BITS = 8 * 340;

  /** Messages among nodes that agree on nothing: new views, states and requests passed on. */
  private static final double STUCK_MESSAGES = 160;

  /** Of a trial, or of all steps of a search. */
  public static ExpectedWork of(TrialCell cell) {
    WorkloadConfig load = cell.config().workload();
    if (load.kind() != LoadKind.SATURATION) {
      return ofLoad(cell);
    }
    SaturationConfig search = load.saturation();
    double mostTps = sustainedTps(cell);
    double windows = SEARCH_WINDOWS;
    for (double share : search.loadShares()) {
      windows += share;
    }
    ExpectedWork sum = ofLoad(cell.step(1, load.step(mostTps))).times(windows);
    double rateTps = load.rateTps();
    for (int i = 0; i < search.ladderSteps() && rateTps < mostTps; i++) {
      sum = sum.plus(ofLoad(cell.step(1, load.step(rateTps))));
      rateTps *= search.growthFactor();
    }
    return sum;
  }

  private ExpectedWork times(double factor) {
    return new ExpectedWork(
        factor * requests, factor * nodeRequests, factor * nodeBlocks, factor * messages);
  }

  private ExpectedWork plus(ExpectedWork other) {
    return new ExpectedWork(
        requests + other.requests,
        nodeRequests + other.nodeRequests,
        nodeBlocks + other.nodeBlocks,
        messages + other.messages);
  }

  /** Roughly what a cell carries: its blocks' room, or the primary's processor or link. */
  private static double sustainedTps(TrialCell cell) {
    PbftConfig pbft = cell.config().pbft();
    double roomTps =
        switch (cell.protocol()) {
          case POW ->
              cell.config().pow().blockTransactions()
                  / ExpectedFinalityTime.of(cell, FaultAssignment.of(cell)).intervalS();
          case SEALED -> pbft.batchTransactions() / cell.config().sealed().searchS();
          case PBFT -> Double.POSITIVE_INFINITY;
        };
    CpuConfig cpu = cell.config().cpu();
    // It checks a request and its own order, executes, and answers; and each backup gets a copy.
    double workUs = 2 * (cpu.verifyUs() + cpu.signUs() + cpu.handleUs() + cpu.executeUs());
    double sentUs = REQUEST_BITS * (cell.nodes() - 1) / cell.config().network().bandwidthMbps();
    return Math.min(roomTps, US_PER_S / Math.max(workUs, sentUs));
  }

  private static ExpectedWork ofLoad(TrialCell cell) {
    FaultAssignment faulty = FaultAssignment.of(cell);
    TrialTiming timing = cell.timing();
    ExpectedFinalityTime finality = ExpectedFinalityTime.of(cell, faulty);
    boolean absent = cell.fault() == FaultKind.CRASH || cell.fault() == FaultKind.SILENCE;
    double nodes = cell.nodes() - (absent ? cell.faulty() : 0);
    return cell.protocol() == ProtocolKind.POW
        ? pow(cell, timing, finality, nodes)
        : pbft(cell, faulty, timing, finality, nodes);
  }

  private static double requests(TrialCell cell, TrialTiming timing, double latencyS) {
    WorkloadConfig load = cell.config().workload();
    double perSecond =
        switch (load.kind()) {
          case OPEN, SATURATION -> load.rateTps();
          case CLOSED ->
              load.clients() * load.outstanding() / (load.thinkMs() / MS_PER_S + latencyS);
          case DAY -> load.visitScale() * DAY_REQUESTS / timing.durationS();
        };
    return perSecond * timing.durationS() * (1 + votes(cell));
  }

  /** That each upload brings. */
  private static double votes(TrialCell cell) {
    GameConfig game = cell.config().game();
    return game.isOn() ? game.seats() : 0;
  }

  private static ExpectedWork pow(
      TrialCell cell, TrialTiming timing, ExpectedFinalityTime finality, double nodes) {
    PowConfig pow = cell.config().pow();
    double depth = cell.finality().confirmations(pow.confirmations()).count();
    double latencyS = (depth + 1) * finality.intervalS();
    double requests = requests(cell, timing, latencyS);
    double lengthS = timing.durationS() + latencyS;
    double blocks = lengthS / finality.intervalS();
    double again = sentAgain(latencyS, pow.clientRetransmitMs());
    double messages = requests * (2 + again) + blocks + lengthS * MS_PER_S / pow.retransmitMs();
    return new ExpectedWork(requests, nodes * requests, nodes * blocks, nodes * messages);
  }

  private static ExpectedWork pbft(
      TrialCell cell,
      FaultAssignment faulty,
      TrialTiming timing,
      ExpectedFinalityTime finality,
      double nodes) {
    PbftConfig pbft = cell.config().pbft();
    Quorum quorum = new Quorum(cell.nodes());
    double requests = requests(cell, timing, MEDIAN * finality.settleS());
    boolean blocked = nodes < quorum.size();
    boolean stuck = blocked || faulty.byzantine().size() > quorum.faulty();
    double again = stuck ? sentAgain(timing.endS(), pbft.clientRetransmitMs()) : 0;
    double blocks = blocked ? 0 : blocks(cell, requests, timing.durationS());
    double votes = 2 + 1.0 / pbft.checkpointInterval();
    double messages =
        nodes * requests * ((blocked ? 1 : 2) + again)
            + nodes * (nodes - 1) * (votes * blocks + (stuck ? STUCK_MESSAGES : 0));
    return new ExpectedWork(requests, nodes * requests, nodes * blocks, messages);
  }

  /** Full ones, or as many as the first request's patience with others leaves. */
  private static double blocks(TrialCell cell, double requests, double durationS) {
    PbftConfig pbft = cell.config().pbft();
    // The votes of an upload come together.
    double arrivals = votes(cell) > 0 ? 2 * requests / (1 + votes(cell)) : requests;
    double patientS = pbft.batchDelayMs() / MS_PER_S;
    double blocks =
        Math.max(
            durationS / (durationS / arrivals + patientS), requests / pbft.batchTransactions());
    return cell.protocol() == ProtocolKind.SEALED
        ? Math.min(blocks, 1 + durationS / cell.config().sealed().searchS())
        : blocks;
  }

  /** How often a client sends a request again that has no answer for a time. */
  private static double sentAgain(double waitsS, double firstMs) {
    double times = waitsS * MS_PER_S / firstMs;
    return times < GROWN
        ? Math.floor(Math.log(1 + times) / Math.log(2))
        : DOUBLINGS + (times - GROWN) / MOST_PATIENCE;
  }
}
