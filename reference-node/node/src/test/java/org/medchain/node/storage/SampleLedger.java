package org.medchain.node.storage;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.CertifiedBlock;

/** A small chain of synthetic records, decided by four nodes and executed as it is made. */
final class SampleLedger {
  static final SignatureScheme SCHEME = new Ed25519();
  static final KeyPair PATIENT = keys("patient");

  private static final int WINDOW = 2;
  private static final KeyPair CENTER = keys("center");
  private static final KeyPair DOCTOR = keys("doctor");
  private static final KeyPair CLINIC = keys("clinic");
  private static final List<KeyPair> NODES =
      List.of(keys("node 0"), keys("node 1"), keys("node 2"), keys("node 3"));

  private final Genesis genesis;
  private final MedicalContract contract;
  private final List<CertifiedBlock> decisions = new ArrayList<>();
  private final List<ExecutionResult> executions = new ArrayList<>();
  private final List<WorldState> states = new ArrayList<>();

  SampleLedger(int length) {
    genesis =
        new Genesis(
            new Genesis.Terms(
                1_600_000_000_000L,
                NODES.stream().map(KeyPair::publicKey).toList(),
                WINDOW,
                Difficulty.NONE,
                5_000,
                CENTER.publicKey(),
                new PointRules(100, 10, 25, 7, 8_000)),
            List.of(
                new Participant(PATIENT.publicKey(), Role.PATIENT),
                Participant.of(DOCTOR.publicKey(), Role.DOCTOR, CLINIC.publicKey()),
                new Participant(CLINIC.publicKey(), Role.HOSPITAL)));
    contract = new MedicalContract(genesis);
    states.add(genesis.state());
    for (int height = 1; height <= length; height++) {
      extend(height);
    }
  }

  private static KeyPair keys(String name) {
    return SCHEME.keyPair(Hash.of(Bytes.utf8(name)).toBytes());
  }

  static MedicalRecord record(int number) {
    return new MedicalRecord(
        PATIENT.publicKey(),
        new MedicalRecord.MetadataBlock(
            DOCTOR.publicKey(),
            "synthetic/" + number + ".json",
            Hash.of(Bytes.utf8("synthetic file " + number))),
        new MedicalRecord.DigestBlock(
            1_600_000_000_000L, DOCTOR.publicKey(), "synthetic", "Observation"));
  }

  /** Each block has a new record, and the upload of the one before once more. */
  private void extend(int height) {
    List<Transaction> transactions = new ArrayList<>();
    transactions.add(upload(height, record(height)));
    if (height > 1) {
      transactions.add(upload(height - 1, record(height - 1)));
    }
    long rooted = Math.max(0, height - WINDOW);
    Header header =
        new Header(
            Header.VERSION,
            height == 1 ? genesis.chain() : decisions.get(height - 2).block().hash(),
            1_600_000_000_000L + height,
            MerkleTree.rootOf(transactions),
            transactions.size(),
            height,
            state(rooted).tree().root(),
            rooted == 0
                ? genesis.block().header().receiptsRoot()
                : executions.get((int) rooted - 1).receiptsRoot(),
            Difficulty.NONE,
            RandomString.ZERO);
    Block block = Block.of(header, transactions);
    decisions.add(new CertifiedBlock(block, certificate(block)));
    executions.add(contract.apply(block));
    states.add(contract.stateAt(height).orElseThrow());
  }

  private Transaction upload(long sequence, MedicalRecord record) {
    UploadRecord upload = new UploadRecord(record);
    return Transaction.signed(
        SCHEME, genesis.chain(), PATIENT, sequence, upload.type().number(), upload.encoded());
  }

  private QuorumCertificate certificate(Block block) {
    Bytes statement = QuorumCertificate.statement(0, block.height(), block.hash());
    List<SignedVote> votes = new ArrayList<>();
    for (KeyPair node : NODES.subList(0, 3)) {
      Bytes signing =
          Attestation.signingBytes(
              QuorumCertificate.DOMAIN, genesis.chain(), node.publicKey(), statement);
      votes.add(new SignedVote(node.publicKey(), SCHEME.sign(node.secretKey(), signing)));
    }
    return new QuorumCertificate(0, block.height(), block.hash(), votes);
  }

  Genesis genesis() {
    return genesis;
  }

  CertificateVerifier check() {
    return new CertificateVerifier(Pbft.PROTOCOL, genesis.chain(), SCHEME);
  }

  /** The voters of a block. */
  List<SignedVote> votes(int height) {
    return ((QuorumCertificate) decision(height).certificate()).votes();
  }

  CertifiedBlock decision(int height) {
    return decisions.get(height - 1);
  }

  List<CertifiedBlock> decisions() {
    return decisions;
  }

  ExecutionResult execution(int height) {
    return executions.get(height - 1);
  }

  WorldState state(long height) {
    return states.get((int) height);
  }
}
