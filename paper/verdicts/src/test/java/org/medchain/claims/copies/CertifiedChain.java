package org.medchain.claims.copies;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.claims.ledger.CertifiedLedger;
import org.medchain.claims.ledger.ExecutedChain;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;

/**
 * A ledger of four members, without replicas, with one participant of each role: for claims on what
 * the contract lets in and on what a ledger proves to others.
 */
final class CertifiedChain extends CertifiedLedger {
  /** W of its headers. */
  static final int WINDOW = 2;

  /** When it begins, in ms of Unix time. */
  static final long GENESIS_MS = 1_600_000_000_000L;

  private static final SignatureScheme SCHEME = new Ed25519();
  private static final int MEMBERS = 4;
  private static final long CLOCK_TOLERANCE_MS = 5_000;
  private static final PointRules POINTS = new PointRules(1_000, 10, 25, 7, 8_000);

  private final long seed;

  CertifiedChain(long seed) {
    super(
        new ExecutedChain(SCHEME, genesis(seed), MedicalContract.RETAINED_HEIGHTS),
        SCHEME,
        members(seed));
    this.seed = seed;
  }

  private static List<KeyPair> members(long seed) {
    return IntStream.range(0, MEMBERS).mapToObj(each -> keys(seed, "member " + each)).toList();
  }

  private static Genesis genesis(long seed) {
    List<Participant> participants = new ArrayList<>();
    PublicKey hospital = keys(seed, Role.HOSPITAL.name()).publicKey();
    for (Role role : OperationPermissions.PARTICIPANT.roles()) {
      participants.add(Participant.of(keys(seed, role.name()).publicKey(), role, hospital));
    }
    Genesis.Terms terms =
        new Genesis.Terms(
            GENESIS_MS,
            members(seed).stream().map(KeyPair::publicKey).toList(),
            WINDOW,
            Difficulty.NONE,
            CLOCK_TOLERANCE_MS,
            keys(seed, Role.REGULATORY_CENTER.name()).publicKey(),
            POINTS);
    return new Genesis(terms, participants);
  }

  private static KeyPair keys(long seed, String name) {
    Encoder identity = new Encoder().text("medchain/claim").int64(seed).text(name);
    return SCHEME.keyPair(Hash.of(identity.toBytes()).toBytes());
  }

  KeyPair keys(String name) {
    return keys(seed, name);
  }

  KeyPair member(int number) {
    return keys("member " + number);
  }

  KeyPair holder(Role role) {
    return keys(role.name());
  }

  /** A patient's record with this number. */
  MedicalRecord record(KeyPair patient, int number) {
    PublicKey doctor = holder(Role.DOCTOR).publicKey();
    return new MedicalRecord(
        patient.publicKey(),
        new MedicalRecord.MetadataBlock(
            doctor, "synthetic/" + number, Hash.of(Bytes.utf8("synthetic file " + number))),
        new MedicalRecord.DigestBlock(GENESIS_MS, doctor, "synthetic record " + number, "image"));
  }

  Transaction order(KeyPair sender, Operation operation) {
    return chain().order(sender, operation);
  }

  Block next(List<Transaction> transactions) {
    return chain().next(transactions);
  }

  List<ExecutionResult> executions() {
    return chain().executions();
  }
}
