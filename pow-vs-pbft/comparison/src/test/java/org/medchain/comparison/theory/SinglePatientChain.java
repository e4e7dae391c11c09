package org.medchain.comparison.theory;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pow.DifficultyRule;
import org.medchain.consensus.pow.NeighbourGraph;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.consensus.pow.ProofOfWork;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;
import org.medchain.simulation.host.Cluster;
import org.medchain.simulation.host.SharedContexts;
import org.medchain.simulation.model.SymbolicSignatures;

/**
 * A chain with one patient, whose nodes are the real replicas and execute the real contract. Made
 * once and run many times: each simulation makes the changing parts again.
 */
final class SinglePatientChain {
  static final long SECOND_NS = 1_000_000_000L;

  /** Beyond the end of any run. */
  static final long NEVER_NS = 1_000_000L * SECOND_NS;

  private static final long GENESIS_MS = 1_600_000_000_000L;
  private static final int POOL = 10_000;
  private static final int BATCH_BYTES = 1 << 20;

  private final SignatureScheme scheme = new SymbolicSignatures();
  private final KeyPair patient = keys("patient", 0);
  private final KeyPair doctor = keys("doctor", 0);
  private final List<KeyPair> nodes;
  private final Genesis genesis;

  /**
   * A chain.
   *
   * @param nodes how many
   * @param window W
   */
  SinglePatientChain(int nodes, int window, Difficulty difficulty) {
    this.nodes = IntStream.range(0, nodes).mapToObj(node -> keys("node", node)).toList();
    Genesis.Terms terms =
        new Genesis.Terms(
            GENESIS_MS,
            this.nodes.stream().map(KeyPair::publicKey).toList(),
            window,
            difficulty,
            10_000,
            keys("center", 0).publicKey(),
            new PointRules(100, 10, 25, 7, 8_000));
    PublicKey clinic = keys("clinic", 0).publicKey();
    genesis =
        new Genesis(
            terms,
            List.of(
                new Participant(clinic, Role.HOSPITAL),
                Participant.of(doctor.publicKey(), Role.DOCTOR, clinic),
                new Participant(patient.publicKey(), Role.PATIENT)));
  }

  private KeyPair keys(String role, int index) {
    return scheme.keyPair(Hash.of(new Encoder().text(role).int32(index).toBytes()).toBytes());
  }

  /** All nodes mine, on a difficulty that stays; nothing is ever sent twice. */
  Cluster pow(int confirmations) {
    return pow(confirmations, Optional.empty());
  }

  /** The same among neighbours, if there are any. */
  Cluster pow(int confirmations, Optional<NeighbourGraph> neighbours) {
    PowParameters parameters =
        new PowParameters(
            genesis.chainParameters(),
            confirmations,
            new BatchLimits(POOL, BATCH_BYTES, 0),
            POOL,
            NEVER_NS,
            new DifficultyRule.Constant(),
            PowParameters.BRANCH_DEPTH,
            neighbours);
    return cluster(ProofOfWork.of(parameters, genesis.membership(), NEVER_NS));
  }

  /**
   * All nodes are PBFT replicas.
   *
   * @param batch requests of a block, which the primary waits for
   * @param timeoutNs before a replica asks for another primary; everything that is lost is sent
   *     again twice as fast
   * @param checkpointInterval K, in heights
   */
  Cluster pbft(int batch, long timeoutNs, long checkpointInterval) {
    PbftParameters parameters =
        new PbftParameters(
            genesis.chainParameters(),
            new BatchLimits(batch, BATCH_BYTES, batch == 1 ? 0 : NEVER_NS),
            timeoutNs,
            timeoutNs / 2,
            POOL,
            checkpointInterval);
    return cluster(Pbft.of(parameters, genesis.membership(), timeoutNs / 2, new SharedContexts()));
  }

  private Cluster cluster(ProtocolFactory protocol) {
    return new Cluster(
        genesis.chainParameters(),
        scheme,
        nodes,
        protocol,
        executor -> new MedicalContract(genesis, executor));
  }

  /** The patient's request with this number, from 1. */
  Transaction upload(int number) {
    return upload(number, "synthetic/" + number);
  }

  /** Another request of the patient with the same number: a chain holds only one of the two. */
  Transaction otherUpload(int number) {
    return upload(number, "synthetic/other/" + number);
  }

  private Transaction upload(int number, String path) {
    MedicalRecord record =
        new MedicalRecord(
            patient.publicKey(),
            new MedicalRecord.MetadataBlock(
                doctor.publicKey(), path, Hash.of(new Encoder().text(path).toBytes())),
            new MedicalRecord.DigestBlock(
                GENESIS_MS, doctor.publicKey(), "synthetic", "observation"));
    return new Operations(scheme, genesis.chain(), patient).sign(number, new UploadRecord(record));
  }
}
