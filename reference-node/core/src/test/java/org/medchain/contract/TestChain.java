package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.engine.ContractInvariants;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;

/** A small chain with a cast of participants, whose blocks are executed as they are made. */
public final class TestChain {
  public static final SignatureScheme SCHEME = new TestSignatures();
  public static final int WINDOW = 2;
  public static final PointRules RULES = new PointRules(100, 10, 25, 7, 8_000);

  public static final KeyPair CENTER = keys("center");
  public static final KeyPair PATIENT = keys("patient 0");
  public static final KeyPair OTHER_PATIENT = keys("patient 1");
  public static final KeyPair DOCTOR = keys("doctor");
  public static final KeyPair HOSPITAL = keys("hospital");
  public static final KeyPair INSTITUTION = keys("institution");
  public static final KeyPair STRANGER = keys("stranger");

  /** Where the doctors work: it verifies nothing and holds nothing. */
  public static final KeyPair PRACTICE = keys("practice");

  private final Genesis genesis;
  private final MedicalContract contract;
  private final List<Block> blocks = new ArrayList<>();
  private final List<ExecutionResult> executions = new ArrayList<>();
  private final Map<PublicKey, Long> sequences = new TreeMap<>();

  public TestChain() {
    this(RULES);
  }

  public TestChain(PointRules rules) {
    this(genesis(rules));
  }

  /** The same cast, and more, under rules with everything that they switch on. */
  public TestChain(IncentiveRules rules, List<Participant> more) {
    this(new Genesis(terms(rules), joined(genesis(RULES).participants(), more)));
  }

  public static TestChain sealed() {
    return new TestChain(
        new Genesis(terms(RULES).with(MetadataForm.SEALED), genesis(RULES).participants()));
  }

  public TestChain(Genesis genesis) {
    this.genesis = genesis;
    this.contract = new MedicalContract(genesis);
    this.blocks.add(genesis.block());
  }

  public static KeyPair keys(String name) {
    return SCHEME.keyPair(Hash.of(Bytes.utf8(name)).toBytes());
  }

  /** The key of a consensus node; 0 to 3 are there from the start. */
  public static PublicKey node(int number) {
    return keys("node " + number).publicKey();
  }

  private static List<Participant> joined(List<Participant> some, List<Participant> more) {
    List<Participant> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  static Genesis.Terms terms(PointRules rules) {
    return terms(IncentiveRules.of(rules));
  }

  static Genesis.Terms terms(IncentiveRules rules) {
    return new Genesis.Terms(
        1_600_000_000_000L,
        List.of(node(0), node(1), node(2), node(3)),
        WINDOW,
        Difficulty.NONE,
        5_000,
        CENTER.publicKey(),
        rules);
  }

  static Genesis genesis(PointRules rules) {
    return new Genesis(
        terms(rules),
        List.of(
            new Participant(PATIENT.publicKey(), Role.PATIENT),
            new Participant(OTHER_PATIENT.publicKey(), Role.PATIENT),
            doctor(DOCTOR),
            new Participant(HOSPITAL.publicKey(), Role.HOSPITAL),
            new Participant(INSTITUTION.publicKey(), Role.RESEARCH),
            new Participant(PRACTICE.publicKey(), Role.LABORATORY)));
  }

  public static Participant doctor(KeyPair keys) {
    return of(keys.publicKey(), Role.DOCTOR);
  }

  public static Participant of(PublicKey key, Role role) {
    return Participant.of(key, role, PRACTICE.publicKey());
  }

  /** A synthetic record; the number makes it another one. */
  public static MedicalRecord record(KeyPair patient, String type, int number) {
    return new MedicalRecord(
        patient.publicKey(),
        new MedicalRecord.MetadataBlock(
            DOCTOR.publicKey(), "synthetic/" + number + ".json", Hash.of(file(number))),
        new MedicalRecord.DigestBlock(1_600_000_000_000L, DOCTOR.publicKey(), "synthetic", type));
  }

  public static Bytes file(int number) {
    return Bytes.utf8("synthetic file " + number);
  }

  public Genesis genesis() {
    return genesis;
  }

  public MedicalContract contract() {
    return contract;
  }

  public WorldState state() {
    return contract.state();
  }

  public List<Block> blocks() {
    return blocks;
  }

  public List<ExecutionResult> executions() {
    return executions;
  }

  public Operations as(KeyPair who) {
    return new Operations(SCHEME, genesis.chain(), who);
  }

  /** The sender's next transaction. */
  public Transaction order(KeyPair who, Operation operation) {
    long sequence = sequences.merge(who.publicKey(), 1L, Long::sum);
    return as(who).sign(sequence, operation);
  }

  /** Makes and executes the next block. */
  public ExecutionResult add(List<Transaction> transactions) {
    Block block = next(transactions);
    ExecutionResult execution = contract.apply(block);
    blocks.add(block);
    executions.add(execution);
    requireInvariants(contract.state());
    return execution;
  }

  /** Requires the rules that hold after every block (CON-25). */
  public static void requireInvariants(WorldState state) {
    for (Invariant each : ContractInvariants.ALL) {
      if (!each.holds().test(state)) {
        throw new AssertionError("not true that " + each.sentence());
      }
    }
  }

  public Block next(List<Transaction> transactions) {
    Block parent = blocks.get(blocks.size() - 1);
    long height = parent.height() + 1;
    Header first = genesis.block().header();
    int rooted = (int) height - WINDOW - 1;
    return Block.of(
        HeaderFields.at(height)
            .previous(parent.hash())
            .timeMs(parent.header().timestampMs() + 1_000)
            .transactions(transactions)
            .stateRoot(rooted < 0 ? first.stateRoot() : executions.get(rooted).stateRoot())
            .receiptsRoot(rooted < 0 ? first.receiptsRoot() : executions.get(rooted).receiptsRoot())
            .made(),
        transactions);
  }

  /** Executes one operation in a separate block. */
  public Receipt run(KeyPair who, Operation operation) {
    return add(List.of(order(who, operation))).receipts().get(0);
  }

  /** The same, and what it told. */
  public List<Event> events(KeyPair who, Operation operation) {
    return MedicalModules.events(run(who, operation));
  }

  /** The same, and how it went. */
  public Outcome outcome(KeyPair who, Operation operation) {
    return Outcome.of(run(who, operation));
  }

  /** It must go so. */
  public void expect(KeyPair who, Operation operation, Outcome outcome) {
    assertThat(outcome(who, operation)).as("%s", operation).isEqualTo(outcome);
  }

  /** Uploads a new record, which must be accepted, and gives its id. */
  public Hash upload(KeyPair patient, String type, int number) {
    MedicalRecord record = record(patient, type, number);
    Outcome outcome = outcome(patient, new UploadRecord(record));
    if (outcome != Outcome.OK) {
      throw new AssertionError("upload: " + outcome);
    }
    return record.id();
  }

  /** Executes blocks without transactions until the last one has this height. */
  public void advanceTo(long height) {
    while (contract.height() < height) {
      add(List.of());
    }
  }

  /** When the last block was made. */
  public long nowMs() {
    return blocks.getLast().header().timestampMs();
  }

  public long balance(KeyPair who) {
    return state().balance(who.publicKey());
  }

  /** Forgets the blocks above {@code height}. */
  public void revertTo(long height) {
    contract.revertTo(height);
    while (blocks.size() > height + 1) {
      blocks.remove(blocks.size() - 1);
      executions.remove(executions.size() - 1);
    }
  }
}
