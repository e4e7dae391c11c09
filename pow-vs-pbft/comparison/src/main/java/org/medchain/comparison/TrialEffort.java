package org.medchain.comparison;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.medchain.comparison.config.CpuConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.GameConfig;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.PbftConfig;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.config.SaturationConfig;
import org.medchain.comparison.config.Signatures;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.consensus.QuorumSizes;

/**
 * What a trial may cost, before anything is measured: means, by closed forms of the normal case
 * (EXP-44; decision 0193). It orders trials and foretells their cost, and no result depends on it.
 *
 * @param seconds of one processor of the machine whose costs the weights are; real time where
 *     processes run it
 * @param messages that it may deliver
 */
public record TrialEffort(double seconds, double messages) {
  private static final double MS_PER_S = 1000;
  private static final double US_PER_S = 1e6;

  /** Participants, keys and the first state. */
  private static final double START_S = 0.002;

  private static final double REQUEST_S = 35e-6;

  /** At each node, of a quorum or a miner, which has it in its templates. */
  private static final double QUORUM_REQUEST_S = 5e-6;

  private static final double MINER_REQUEST_S = 8e-6;
  private static final double NODE_BLOCK_S = 10e-6;
  private static final double MESSAGE_S = 0.9e-6;

  /** A signature made or checked, where it is a real one. */
  private static final double SIGNATURE_S = 100e-6;

  /** What a process takes more until its compiler is done, and after which effort most of it is. */
  private static final double COLD_S = 2;

  private static final double WARM_S = 1.2;

  /** Until processes have started, and until they have stopped and are compared. */
  private static final double PROCESSES_S = 10;

  /** Of the committed dataset's 322 visits, about. */
  private static final double DAY_REQUESTS = 2000;

  /** How much of the time that all but one request in a thousand take, the median one takes. */
  private static final double MEDIAN = 0.7;

  /** A client doubles the time after which it asks again, up to this. */
  private static final double MOST_PATIENCE = 16;

  /**
   * Steps of a search near its end, in usual windows, without the shares: bisection and what is
   * over the bracket 8, longer looks at narrow ones 8, the measurement's trials of two each.
   */
  private static final double SEARCH_WINDOWS = 16 + 2.0 * SaturationSearch.MEASURED;

  /** Bits of a request in a block, about. */
  private static final double REQUEST_BITS = 8 * 340;

  /** Messages among nodes that agree on nothing: new views, states and requests passed on. */
  private static final double STUCK_MESSAGES = 160;

  /** Of a trial, or of all steps of a search. */
  public static TrialEffort of(TrialCell cell) {
    WorkloadConfig load = cell.config().workload();
    if (load.kind() != LoadKind.SATURATION) {
      return ofLoad(cell);
    }
    SaturationConfig search = load.saturation();
    // Its ladder ends at the highest rate, and each step has that part of the next one's requests.
    double ladder = search.growthFactor() / (search.growthFactor() - 1);
    double windows = SEARCH_WINDOWS + Math.min(ladder, search.ladderSteps());
    for (double share : search.loadShares()) {
      windows += share;
    }
    TrialEffort window = ofLoad(cell.step(1, load.step(sustainedTps(cell))));
    return new TrialEffort(windows * window.seconds, windows * window.messages);
  }

  /** Roughly what a cell carries: its blocks' room, or the primary's processor or link. */
  private static double sustainedTps(TrialCell cell) {
    CpuConfig cpu = cell.config().cpu();
    // It checks a request and its own order, executes, and answers; and each backup gets a copy.
    double workUs = 2 * (cpu.verifyUs() + cpu.signUs() + cpu.handleUs() + cpu.executeUs());
    double sentUs = REQUEST_BITS * (cell.nodes() - 1) / cell.config().network().bandwidthMbps();
    double roomS = ExpectedFinalityTime.of(cell, FaultAssignment.of(cell)).intervalS();
    return switch (cell.protocol()) {
      case POW -> cell.config().pow().blockTransactions() / roomS;
      case SEALED -> cell.config().pbft().batchTransactions() / roomS;
      case PBFT -> US_PER_S / Math.max(workUs, sentUs);
    };
  }

  private static TrialEffort ofLoad(TrialCell cell) {
    boolean absent = cell.fault() == FaultKind.CRASH || cell.fault() == FaultKind.SILENCE;
    double nodes = cell.nodes() - (absent ? cell.faulty() : 0);
    return cell.protocol().votes() ? pbft(cell, nodes) : pow(cell, nodes);
  }

  private static TrialEffort pow(TrialCell cell, double nodes) {
    PowConfig pow = cell.config().pow();
    double intervalS = ExpectedFinalityTime.of(cell, FaultAssignment.of(cell)).intervalS();
    double latencyS = (1 + cell.finality().confirmations(pow.confirmations()).count()) * intervalS;
    double requests = uploads(cell, latencyS) * (1 + votes(cell));
    double lengthS = cell.timing().durationS() + latencyS;
    double blocks = lengthS / intervalS;
    double sent = requests * (2 + sentAgain(latencyS, pow.clientRetransmitMs()));
    double messages = nodes * (sent + blocks + lengthS * MS_PER_S / pow.retransmitMs());
    return weighed(cell, requests, nodes * requests, nodes * blocks, messages);
  }

  private static TrialEffort pbft(TrialCell cell, double nodes) {
    PbftConfig pbft = cell.config().pbft();
    QuorumSizes quorum = new QuorumSizes(cell.nodes());
    FaultAssignment faulty = FaultAssignment.of(cell);
    ExpectedFinalityTime finality = ExpectedFinalityTime.of(cell, faulty);
    double durationS = cell.timing().durationS();
    double uploads = uploads(cell, MEDIAN * finality.settleS());
    double requests = uploads * (1 + votes(cell));
    // The votes of an upload come together.
    double arrivals = uploads * Math.min(2, 1 + votes(cell));
    // A block is full, or waits as long as its first request does for others.
    double openS = durationS / arrivals + pbft.batchDelayMs() / MS_PER_S;
    double made = Math.max(durationS / openS, requests / pbft.batchTransactions());
    boolean blocked = nodes < quorum.size();
    boolean stuck = blocked || faulty.byzantine().size() > quorum.faulty();
    // Without a search for blocks the interval is 0, and bounds nothing.
    double blocks = blocked ? 0 : Math.min(made, 1 + durationS / finality.intervalS());
    double sent = 2 + (stuck ? sentAgain(cell.timing().endS(), pbft.clientRetransmitMs()) : 0);
    double messages =
        nodes * (requests * sent + (nodes - 1) * (2 * blocks + (stuck ? STUCK_MESSAGES : 0)));
    return weighed(cell, requests, nodes * requests, nodes * blocks, messages);
  }

  /** Or what else clients ask for, during a load's whole time. */
  private static double uploads(TrialCell cell, double latencyS) {
    WorkloadConfig load = cell.config().workload();
    return switch (load.kind()) {
      case OPEN, SATURATION -> load.rateTps() * cell.timing().durationS();
      case CLOSED ->
          load.clients()
              * load.outstanding()
              * cell.timing().durationS()
              / (load.thinkMs() / MS_PER_S + latencyS);
      case DAY -> load.visitScale() * DAY_REQUESTS;
    };
  }

  /** That each upload brings. */
  private static double votes(TrialCell cell) {
    GameConfig game = cell.config().game();
    return game.isOn() ? game.seats() : 0;
  }

  /** How often a client sends a request again that has no answer for a time. */
  private static double sentAgain(double waitsS, double firstMs) {
    double times = waitsS * MS_PER_S / firstMs;
    return Math.floor(Math.max(Math.log(1 + times) / Math.log(2), times / MOST_PATIENCE));
  }

  private static TrialEffort weighed(
      TrialCell cell, double requests, double nodeRequests, double nodeBlocks, double messages) {
    if (cell.config().host() == HostKind.CLUSTER) {
      return new TrialEffort(PROCESSES_S + cell.timing().durationS(), messages);
    }
    double nodeRequestS = cell.protocol().votes() ? QUORUM_REQUEST_S : MINER_REQUEST_S;
    double signedS = cell.config().signatures() == Signatures.ED25519 ? SIGNATURE_S : 0;
    return new TrialEffort(
        START_S
            + REQUEST_S * requests
            + nodeRequestS * nodeRequests
            + NODE_BLOCK_S * nodeBlocks
            + (MESSAGE_S + signedS) * messages,
        messages);
  }

  /** An effort, in s, of a process that has had another one before, with its compiler's. */
  public static double withCompiler(double beforeS, double ownS) {
    return ownS + COLD_S * (Math.exp(-beforeS / WARM_S) - Math.exp(-(beforeS + ownS) / WARM_S));
  }

  /** The trials in the order in which they should start: at the end only short ones are left. */
  public static List<TrialCell> longestFirst(Collection<TrialCell> trials) {
    return trials.stream()
        .map(each -> Map.entry(of(each).seconds(), each))
        .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
