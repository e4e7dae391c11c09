package org.medchain.comparison.theory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.medchain.adversary.ActivePeriod;
import org.medchain.adversary.AdversaryFactory;
import org.medchain.adversary.AdversarySetup;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Request;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.simulation.RunEnvironment;
import org.medchain.simulation.Simulation;
import org.medchain.simulation.fault.FaultPlan;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.model.CpuModel;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.DiskModel;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.NetworkModel;

/**
 * One attempt of node 0 to take a payment back from node 1, a real miner with the rest of the hash
 * power: whether the payment was confirmed there and is gone afterwards.
 */
final class DoubleSpendRun extends CommittedChains {
  private static final long HASHES_PER_BLOCK = 8;
  private static final double INTERVAL_S = 1000;
  private static final double DELAY_MS = 1;
  private static final int VICTIM = 1;

  private final DoubleSpendRunSetup setting;
  private final Transaction payment;

  /** Height of the payment on the victim's chain; 0 for none. */
  private long paidAt;

  private int finds;
  private OptionalInt begunAt = OptionalInt.empty();

  /** By how many blocks the attacker is ahead since the race began. */
  private int ahead;

  private boolean confirmed;
  private boolean reversed;

  private DoubleSpendRun(DoubleSpendRunSetup setting, Transaction payment) {
    super(2);
    this.setting = setting;
    this.payment = payment;
  }

  /**
   * What a run depends on besides its luck.
   *
   * @param share q of the attacker
   * @param confirmations k that the victim waits for
   * @param premined blocks that the attacker has before it pays
   * @param deficit at which it gives up, so large that it does not matter
   * @param begun finds after which a race that has not begun is not looked at: the wait for the
   *     block in advance has no memory, so that chooses nothing
   * @param lasting finds for which a race is watched, enough that later ones do not matter
   */
  record DoubleSpendRunSetup(
      SinglePatientChain chain,
      Cluster cluster,
      double share,
      int confirmations,
      int premined,
      int deficit,
      int begun,
      int lasting) {
    /** A chance to catch up that is small beside any interval here. */
    private static final double NEGLIGIBLE = 1e-4;

    static DoubleSpendRunSetup of(double share, int confirmations, int premined) {
      SinglePatientChain chain =
          new SinglePatientChain(2, 1, Difficulty.ofCoefficient(HASHES_PER_BLOCK));
      double ratio = share / (1 - share);
      int deficit = (int) Math.ceil(StrictMath.log(NEGLIGIBLE) / StrictMath.log(ratio));
      int begun = (int) Math.ceil(1.5 * premined / share);
      double slowly = 2 * confirmations / (1 - share) + 1.3 * deficit / (1 - 2 * share);
      return new DoubleSpendRunSetup(
          chain,
          chain.pow(confirmations),
          share,
          confirmations,
          premined,
          deficit,
          begun,
          (int) Math.ceil(slowly));
    }

    /** Whether it succeeds; empty if the race begins too late to see its end. */
    Optional<Boolean> run(long seed) {
      DoubleSpendRun run = new DoubleSpendRun(this, chain.upload(1));
      Membership members =
          new Membership(cluster.nodes().stream().map(KeyPair::publicKey).toList());
      AdversarySetup surroundings =
          new AdversarySetup(members, cluster.chain(), members.key(0), List.of(), seed);
      ByzantineBehaviour attack =
          new ByzantineBehaviour.SecretBranchDoubleSpend(
              ActivePeriod.ALWAYS,
              0,
              run.payment,
              chain.otherUpload(1),
              confirmations,
              premined,
              deficit);
      Cluster corrupted =
          cluster.with(
              (node, correct) ->
                  node == 0 ? AdversaryFactory.wrap(attack, correct, surroundings) : correct);
      long endNs = Math.round((begun + lasting) * INTERVAL_S * 1e9);
      Load load = new Load.Closed(0, 1, DelayDistribution.NONE, endNs, none -> Optional.empty());
      EarlyStop.run(new Simulation(corrupted, environment(seed), load, run), endNs);
      return run.begunAt.isPresent() && run.begunAt.getAsInt() <= begun
          ? Optional.of(run.reversed)
          : Optional.empty();
    }

    private RunEnvironment environment(long seed) {
      double total = HASHES_PER_BLOCK / INTERVAL_S;
      return new RunEnvironment(
          seed,
          NetworkModel.of(new DelayDistribution.Constant(DELAY_MS), Double.POSITIVE_INFINITY, 0),
          CpuModel.FREE,
          new DiskModel(0),
          new MiningModel(List.of(share * total, (1 - share) * total)),
          FaultPlan.NONE);
    }
  }

  @Override
  public void mined(int node, long atNs, Header sealed) {
    super.mined(node, atNs, sealed);
    finds++;
    ahead += node == VICTIM ? -1 : 1;
    boolean late = begunAt.isEmpty() && finds > setting.begun();
    if (late || (begunAt.isPresent() && ahead < -setting.deficit())) {
      throw new EarlyStop(); // not looked at, or given up
    }
  }

  /** The first request at the victim is the payment. */
  @Override
  public void delivered(String party, long atNs, Envelope envelope, int bytes) {
    if (begunAt.isEmpty() && envelope.code() == Request.TYPE.code()) {
      begunAt = OptionalInt.of(finds);
      ahead = setting.premined();
    }
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    super.committed(node, atNs, block, certificate);
    if (node == VICTIM) {
      paidAt = block.transactions().contains(payment) ? block.height() : paidAt;
      confirmed |= paidAt > 0 && block.height() - paidAt + 1 >= setting.confirmations();
    }
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    super.reverted(node, atNs, height);
    if (node == VICTIM && height < paidAt) {
      reversed |= confirmed;
      paidAt = 0;
      if (reversed) {
        throw new EarlyStop();
      }
    }
  }
}
