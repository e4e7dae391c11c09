package org.medchain.baseline.chain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medchain.adversary.ByzantineBehaviour.DoubleSpend;
import org.medchain.comparison.ProcessTrial;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialGrid;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.PowConfig;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.RepeatsConfig;
import org.medchain.comparison.config.Signatures;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.theory.ConfirmationDepth;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.simulation.load.Load;

/**
 * Four hospitals that mine: a trial of the comparison with its usual settings (CMP-1), with real
 * Ed25519 and real searches at a low difficulty, under a virtual clock. It lasts as long as its
 * host wants, and its requests are the host's.
 *
 * @param begins what the chain begins after: one record of nobody that is made now
 * @param seed of the trial
 */
record PowNetwork(SyntheticRecords begins, long seed) {
  static final SignatureScheme SCHEME = new Ed25519();
  static final int NODES = 4;

  /** Under which a miner with a quarter of the hash power reverses one record in a thousand. */
  static final int CONFIRMATIONS = ConfirmationDepth.required(0.25, 1e-3, 6, 100).count();

  private static final double FOREVER_S = 1e9;
  private static final double RACE_S = 6_000;

  /** Blocks that a secret branch may fall behind. */
  private static final int DEFICIT = 30;

  static PowNetwork create(long nowMs, long seed) {
    SyntheticRecord nobodys =
        new SyntheticRecord("nobody", "nobody", nowMs, "Observation", "", "none", 0, Hash.ZERO);
    return new PowNetwork(new SyntheticRecords(Hash.ZERO, List.of(nobodys)), seed);
  }

  /** Its few requests of nobody come only in races. */
  private ExperimentConfig config(double untilS) {
    OptionalDouble until = OptionalDouble.of(untilS);
    OptionalDouble none = OptionalDouble.of(0);
    WorkloadConfig few = WorkloadConfig.open(10 / untilS, 1, until, none, none);
    List<ProtocolKind> pow = List.of(ProtocolKind.POW);
    ExperimentConfig usual = ExperimentConfig.of("pow", pow, List.of(NODES));
    return RecordCopy.with(usual, Map.of("seed", seed, "workload", few));
  }

  private TrialCell cell() {
    ExperimentConfig real = RecordCopy.with(config(FOREVER_S), "signatures", Signatures.ED25519);
    return TrialGrid.of(real).getFirst();
  }

  private ProcessTrial trial() {
    return new ProcessTrial(cell(), begins, SCHEME);
  }

  /** The root of trust. */
  Genesis genesis() {
    ProcessTrial trial = trial();
    List<KeyPair> nodes = trial.participants().nodes();
    return trial.genesis(nodes.stream().map(KeyPair::publicKey).toList(), begins.latestMs());
  }

  /** The keys of the center, or of a person, the same in each run. */
  KeyPair keys(String name) {
    return name.equals("center")
        ? trial().participants().center()
        : SCHEME.keyPair(Hash.of(Bytes.utf8("pow/" + name)).toBytes());
  }

  /** Where doctors are registered. */
  Optional<PublicKey> practice() {
    return trial().participants().doctorOf("nobody").hospital();
  }

  /** Runs until the host has no more. */
  void run(PowHost host) {
    var unused =
        new TrialRunner(begins).runUnobserved(cell(), load -> new Load.Interactive(1, host), host);
  }

  /**
   * How many final records of a patient who is with them miners with that share of the hash power
   * replace: they mine a branch in secret, with another record in its place (ADV-41).
   *
   * @param races how often they try
   */
  long reversed(double share, int races) {
    ExperimentConfig usual = config(RACE_S);
    PowConfig pow = usual.pow().with(List.of(new PowConfig.HashShare(0, share)));
    DoubleSpend attack = new DoubleSpend(2L * CONFIRMATIONS, 1, DEFICIT);
    RepeatsConfig repeats = RepeatsConfig.of(races);
    List<AdversaryConfig> racers = List.of(AdversaryConfig.always(List.of(0), attack));
    ExperimentConfig raced =
        RecordCopy.with(usual, Map.of("repeats", repeats, "pow", pow, "adversaries", racers));
    TrialRunner runner = new TrialRunner(begins);
    return TrialGrid.of(raced).stream()
        .filter(each -> runner.run(each, TrialHook.NONE).chain().agreementViolations() > 0)
        .count();
  }
}
