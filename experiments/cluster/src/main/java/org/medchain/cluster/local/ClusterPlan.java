package org.medchain.cluster.local;

import java.util.List;
import org.medchain.contract.engine.Participant;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.MembershipRules.MembershipLevel;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.ScarcityRules;
import org.medchain.incentive.ScoreRules;
import org.medchain.incentive.VerdictRules;
import org.medchain.node.config.ConsensusConfig;

/**
 * The plan of a cluster on one machine.
 *
 * @param nodes consensus nodes, 1 or more
 * @param followers institutions' nodes that hold the ledger and vote on nothing
 * @param clients agencies' client sides that are registered and certified from the start
 * @param window W of the chain
 * @param consensus of all nodes
 * @param force whether what must be durable is forced to the disk
 * @param trace whether the nodes write traces
 * @param shell whether each node has the shell beside it
 * @param basePort of the first node, the others follow; 0 for any that are free
 * @param rules of the incentive layer
 * @param jvm options of the nodes' processes besides the usual ones
 * @param participants registered from the start, besides the clients
 * @param hospitals whether the consensus nodes are hospitals from the start, which may hold files
 *     (paper §3.2.2: tertiary hospitals)
 * @param metadata how descriptions and types of records stand on the chain (PRIV-6)
 */
public record ClusterPlan(
    int nodes,
    int followers,
    int clients,
    int window,
    ConsensusConfig consensus,
    boolean force,
    boolean trace,
    boolean shell,
    int basePort,
    IncentiveRules rules,
    List<String> jvm,
    List<Participant> participants,
    boolean hospitals,
    MetadataForm metadata) {
  /** Copies the list. */
  public ClusterPlan {
    if (nodes < 1 || followers < 0 || clients < 0 || window < 1) {
      throw new IllegalArgumentException("a cluster has a node, and a window of 1 or more");
    }
    jvm = List.copyOf(jvm);
    participants = List.copyOf(participants);
  }

  /** The default number of heights in flight (decision 0187). */
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
        true,
        false,
        false,
        0,
        IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000)),
        List.of(),
        List.of(),
        false,
        MetadataForm.SEALED);
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
    return with(rules.with(audits).with(LEVELS).with(EARNED), true, metadata);
  }

  /** The same where verifiers decide on records (GAME-1). */
  public ClusterPlan withVerifiers(VerdictRules verdict) {
    return with(rules.with(verdict), hospitals, metadata);
  }

  private ClusterPlan with(IncentiveRules incentives, boolean ofHospitals, MetadataForm form) {
    return new ClusterPlan(
        nodes,
        followers,
        clients,
        window,
        consensus,
        force,
        trace,
        shell,
        basePort,
        incentives,
        jvm,
        participants,
        ofHospitals,
        form);
  }

  /** The same with metadata of this form. */
  public ClusterPlan with(MetadataForm form) {
    return with(rules, hospitals, form);
  }

  /** The same with other clients. */
  public ClusterPlan withClients(int count) {
    return with(followers, count, consensus, force, trace, jvm, participants);
  }

  /** The same with nodes that follow consensus and are no members. */
  public ClusterPlan withFollowers(int count) {
    return with(count, clients, consensus, force, trace, jvm, participants);
  }

  /** The same with other consensus. */
  public ClusterPlan with(ConsensusConfig other) {
    return with(followers, clients, other, force, trace, jvm, participants);
  }

  /** The same with these options of the nodes' processes. */
  public ClusterPlan withJvm(List<String> options) {
    return with(followers, clients, consensus, force, trace, options, participants);
  }

  /** The same, forced or not. */
  public ClusterPlan withForce(boolean forced) {
    return with(followers, clients, consensus, forced, trace, jvm, participants);
  }

  /** The same with these participants registered from the start. */
  public ClusterPlan withParticipants(List<Participant> others) {
    return with(followers, clients, consensus, force, trace, jvm, others);
  }

  /** The same with traces. */
  public ClusterPlan withTraces() {
    return with(followers, clients, consensus, force, true, jvm, participants);
  }

  private ClusterPlan with(
      int following,
      int agencies,
      ConsensusConfig agreement,
      boolean forced,
      boolean traced,
      List<String> options,
      List<Participant> registered) {
    return new ClusterPlan(
        nodes,
        following,
        agencies,
        window,
        agreement,
        forced,
        traced,
        shell,
        basePort,
        rules,
        options,
        registered,
        hospitals,
        metadata);
  }
}
