package org.medchain.day.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.client.proof.ProofVerifier;
import org.medchain.client.proof.RecordProof;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextSummary;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MerkleProver;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;
import org.medchain.network.Membership;
import org.medchain.node.center.SignedGenesis;

/**
 * Proofs of existence of a synthetic record on chains of any size and age (PROC-14): n members, of
 * whom one changes at the end of each epoch, a block of 100 transactions in the last epoch, and
 * certificates with a quorum's signatures, as nodes make them.
 */
final class SampleProofs {
  private static final int WINDOW = 1;
  private static final int INTERVAL = 128;
  private static final int TRANSACTIONS = 100;
  private static final long TIME_MS = 1_600_000_000_000L;

  private final SignatureScheme scheme;
  private final int nodes;
  private final KeyPair center;
  private final KeyPair patient;
  private final KeyPair doctor;
  private final Genesis genesis;

  SampleProofs(SignatureScheme scheme, int nodes) {
    this.scheme = scheme;
    this.nodes = nodes;
    center = keys("center");
    patient = keys("patient");
    doctor = keys("doctor");
    PublicKey hospital = keys("hospital").publicKey();
    genesis =
        new Genesis(
            new Genesis.Terms(
                TIME_MS,
                members(0).stream().map(KeyPair::publicKey).toList(),
                WINDOW,
                Difficulty.NONE,
                5_000,
                center.publicKey(),
                new PointRules(100, 10, 25, 7, 8_000)),
            List.of(
                new Participant(patient.publicKey(), Role.PATIENT),
                Participant.of(doctor.publicKey(), Role.DOCTOR, hospital),
                new Participant(hospital, Role.HOSPITAL)));
  }

  private KeyPair keys(String name) {
    return scheme.keyPair(Hash.of(Bytes.utf8("synthetic " + name)).toBytes());
  }

  /** One of an epoch's members is new. */
  private List<KeyPair> members(int epoch) {
    return IntStream.range(epoch, epoch + nodes).mapToObj(i -> keys("node " + i)).toList();
  }

  private static Membership named(List<KeyPair> members) {
    return new Membership(members.stream().map(KeyPair::publicKey).toList());
  }

  /** Who checks these proofs. */
  ProofVerifier verifier() {
    return new ProofVerifier(center.publicKey(), scheme);
  }

  /**
   * A proof of an upload in the last of some epochs.
   *
   * @param epochs of members so far, 1 or more
   */
  RecordProof after(int epochs) {
    List<Bytes> changes = new ArrayList<>();
    Epochs known = Epochs.of(genesis.chain(), genesis.membership());
    for (int epoch = 1; epoch < epochs; epoch++) {
      long last = (long) INTERVAL * epoch;
      known = known.executed(last - WINDOW, named(members(epoch)), WINDOW, INTERVAL).after(last);
      changes.add(change(known, last, members(epoch - 1)).encoded());
    }
    int current = epochs - 1;
    return proof(changes, (long) INTERVAL * current + 1, current);
  }

  private EpochProof change(Epochs next, long last, List<KeyPair> deciding) {
    Hash block = Hash.of(Bytes.utf8("block " + last));
    // The window is of one height.
    TreeMap<Long, ExecutionRoots> roots =
        new TreeMap<>(Map.of(last, new ExecutionRoots(block, block)));
    ContextSummary summary = new ContextSummary(roots, next, Hash.ZERO);
    Checkpoint checkpoint = new Checkpoint(last, block, block, summary.hash());
    String domain = Checkpoint.TYPE.name();
    return new EpochProof(
        new CheckpointCertificate(checkpoint, votes(domain, checkpoint.encoded(), deciding)),
        summary.digest());
  }

  private List<SignedVote> votes(String domain, Bytes statement, List<KeyPair> members) {
    List<SignedVote> votes = new ArrayList<>();
    for (KeyPair each : members.subList(0, new QuorumSizes(nodes).size())) {
      Bytes signing =
          Attestation.signingBytes(domain, genesis.chain(), each.publicKey(), statement);
      votes.add(new SignedVote(each.publicKey(), scheme.sign(each.secretKey(), signing)));
    }
    return votes;
  }

  private RecordProof proof(List<Bytes> changes, long height, int epoch) {
    List<Transaction> transactions = transactions();
    Block first = block(1, genesis.chain(), transactions, Hash.ZERO);
    ExecutionResult executed = new MedicalContract(genesis).apply(first);
    int index = TRANSACTIONS / 2;
    Block upload = block(height, Hash.of(Bytes.utf8("parent")), transactions, Hash.ZERO);
    Block root =
        block(height + WINDOW, upload.hash(), List.of(), MerkleTree.rootOf(executed.receipts()));
    long view = ViewNumbers.first(epoch);
    Bytes statement = QuorumCertificate.statement(view, root.height(), root.hash());
    QuorumCertificate certificate =
        new QuorumCertificate(
            view,
            root.height(),
            root.hash(),
            votes(QuorumCertificate.DOMAIN, statement, members(epoch)));
    AcceptanceProof acceptance =
        new AcceptanceProof(
            new ExistenceProof(
                height, MerkleProver.over(transactions).proof(index), transactions.get(index)),
            MerkleProver.over(executed.receipts()).proof(index),
            executed.receipts().get(index));
    return new RecordProof(
        SignedGenesis.sign(genesis, center, scheme),
        changes,
        List.of(upload.header(), root.header()),
        certificate,
        acceptance);
  }

  private List<Transaction> transactions() {
    List<Transaction> transactions = new ArrayList<>();
    for (int i = 0; i < TRANSACTIONS; i++) {
      Operation operation =
          i == TRANSACTIONS / 2 ? new UploadRecord(record()) : new Opaque(Bytes.EMPTY);
      transactions.add(
          Transaction.signed(
              scheme,
              genesis.chain(),
              patient,
              i + 1L,
              operation.type().number(),
              operation.encoded()));
    }
    return transactions;
  }

  private MedicalRecord record() {
    Hash file = Hash.of(Bytes.utf8("synthetic file"));
    return new MedicalRecord(
        patient.publicKey(),
        new MedicalRecord.MetadataBlock(doctor.publicKey(), "medchain:" + file.toHex(), file),
        new MedicalRecord.DigestBlock(
            TIME_MS, doctor.publicKey(), "synthetic computed tomography", "imaging"));
  }

  private static Block block(
      long height, Hash parent, List<Transaction> transactions, Hash receiptsRoot) {
    return Block.of(
        new Header(
            Header.VERSION,
            parent,
            TIME_MS + height,
            MerkleTree.rootOf(transactions),
            transactions.size(),
            height,
            Hash.ZERO,
            receiptsRoot,
            Difficulty.NONE,
            RandomString.ZERO),
        transactions);
  }
}
