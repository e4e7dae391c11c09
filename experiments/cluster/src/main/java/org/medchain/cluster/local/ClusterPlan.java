package org.medchain.cluster.local;

import java.util.List;
import java.util.Map;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.contract.engine.Participant;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.MembershipRules.MembershipLevel;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.ScarcityRules;
import org.medchain.incentive.ScoreRules;
import org.medchain.node.config.ConsensusConfig;

/**
 * The plan of a cluster on one machine.
 *
 * @param nodes consensus nodes, 1 or more
 * @param followers institutions' nodes that hold the ledger and vote on nothing
 * @param clients agencies' client sides that are registered and certified from the start
 * @param window W of the chain
 * @param consensus of all nodes
 * @param processes how the nodes run
 * @param terms what the chain begins with
 */
public record ClusterPlan(
    int nodes,
    int followers,
    int clients,
    int window,
    ConsensusConfig consensus,
    ProcessPlan processes,
    TermsPlan terms) {
  public ClusterPlan {
    if (nodes < 1 || followers < 0 || clients < 0 || window < 1) {
      throw new IllegalArgumentException("a cluster has a node, and a window of 1 or more");
    }
  }

  /**
   * How the nodes run.
   *
   * @param force whether what must be durable is forced to the disk
   * @param trace whether the nodes write traces
   * @param shell whether each node has the shell beside it
   * @param jvm options of the nodes' processes besides the usual ones
   */
  public record ProcessPlan(boolean force, boolean trace, boolean shell, List<String> jvm) {
    public ProcessPlan {
      jvm = List.copyOf(jvm);
    }
  }

  /**
   * What the chain begins with.
   *
   * @param rules of the incentive layer
   * @param participants registered from the start, besides the clients
   * @param hospitals whether the consensus nodes are hospitals from the start, which may hold files
   *     (paper §3.2.2: tertiary hospitals)
   * @param metadata how descriptions and types of records stand on the chain (PRIV-6)
   */
  public record TermsPlan(
      IncentiveRules rules,
      List<Participant> participants,
      boolean hospitals,
      MetadataForm metadata) {
    public TermsPlan {
      participants = List.copyOf(participants);
    }
  }

  /** The default number of heights in flight (decision 0180). */
  public static final int DEFAULT_WINDOW = 1;

  /**
   * Of clusters with hospitals: a challenge to each held file every hundred blocks, answered within
   * half of them, for a point; missing one costs five, and four more missed than answered, 50
   * points at hand for a further file (GAME-30).
   */
  private static final AuditRules AUDITS = new AuditRules(100, 50, 1, 5, new ScoreRules(-3, 50, 1));

  /** Of these clusters, too: a quarter or half off the price of queries (GAME-5). */
  private static final MembershipRules LEVELS =
      new MembershipRules(
          List.of(new MembershipLevel(20, 1_000, 2_500), new MembershipLevel(50, 1_000, 5_000)));

  /** The same: a verdict earns the reward; 64 KiB of state are free, a point buys one more. */
  private static final ScarcityRules EARNED = new ScarcityRules(true, 65_536, 1_024, 524_288);

  /**
   * This number of nodes, a client, one height at a time, no shell, sealed metadata. For
   * measurements: under the paper's rules read literally, as the simulation has them.
   */
  public static ClusterPlan of(int nodes) {
    return new ClusterPlan(
        nodes,
        0,
        1,
        DEFAULT_WINDOW,
        ConsensusConfig.defaults(),
        new ProcessPlan(true, false, false, List.of()),
        new TermsPlan(
            IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000)),
            List.of(),
            false,
            MetadataForm.SEALED));
  }

  /**
   * The same with nodes that are hospitals, hold files, and are audited (GAME-4), and levels, for
   * people: nothing is had for nothing.
   */
  public ClusterPlan withHospitals() {
    return withHospitals(AUDITS);
  }

  /** The same under other rules for audits. */
  public ClusterPlan withHospitals(AuditRules audits) {
    IncentiveRules rules = terms.rules().with(audits).with(LEVELS).with(EARNED);
    return with(new TermsPlan(rules, terms.participants(), true, terms.metadata()));
  }

  /** The same with metadata of this form. */
  public ClusterPlan with(MetadataForm form) {
    return with(new TermsPlan(terms.rules(), terms.participants(), terms.hospitals(), form));
  }

  /** The same with these participants registered from the start. */
  public ClusterPlan withParticipants(List<Participant> others) {
    return with(new TermsPlan(terms.rules(), others, terms.hospitals(), terms.metadata()));
  }

  /** The same with another beginning of the chain. */
  public ClusterPlan with(TermsPlan other) {
    return new ClusterPlan(nodes, followers, clients, window, consensus, processes, other);
  }

  /** The same with other clients. */
  public ClusterPlan withClients(int count) {
    return new ClusterPlan(nodes, followers, count, window, consensus, processes, terms);
  }

  /** The same with nodes that follow consensus and are no members. */
  public ClusterPlan withFollowers(int count) {
    return new ClusterPlan(nodes, count, clients, window, consensus, processes, terms);
  }

  /** The same with other consensus. */
  public ClusterPlan with(ConsensusConfig other) {
    return new ClusterPlan(nodes, followers, clients, window, other, processes, terms);
  }

  /** The same with these options of the nodes' processes. */
  public ClusterPlan withJvm(List<String> options) {
    return with(Map.of("jvm", List.copyOf(options)));
  }

  /** The same, forced or not. */
  public ClusterPlan withForce(boolean forced) {
    return with(Map.of("force", forced));
  }

  private ClusterPlan with(Map<String, ?> changed) {
    return RecordCopy.with(this, Map.of("processes", RecordCopy.with(processes, changed)));
  }
}
