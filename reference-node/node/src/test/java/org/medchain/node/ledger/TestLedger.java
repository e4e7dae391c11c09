package org.medchain.node.ledger;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.Genesis;
import org.medchain.contract.Operations;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;

/**
 * A ledger made by real replicas over the real contract, with changes of the members where a test
 * asks for them; and all the keys, so that a test can send any message in any member's name.
 */
public final class TestLedger {
  public static final int WINDOW = 2;
  public static final long INTERVAL = 3;
  static final long NOW_NS = 1_600_000_001_000L * 1_000_000;

  public final TestScheme scheme = new TestScheme();
  public final KeyPair center = scheme.named("center");
  public final KeyPair patient = scheme.named("patient");
  public final KeyPair doctor = scheme.named("doctor");
  public final KeyPair hospital = scheme.named("hospital");
  public final KeyPair stranger = scheme.named("stranger");
  public final Genesis genesis;
  public final Authenticator authenticator;

  /**
   * A reply that left for a client.
   *
   * @param by whose it is
   * @param reply what is said, and to whom
   */
  public record DeliveredReply(KeyPair by, Output.Reply reply) {}

  private final List<DeliveredReply> replies = new ArrayList<>();

  private record MessageInFlight(PublicKey to, Envelope envelope) {}

  private final PbftParameters parameters;
  private final Map<PublicKey, TestLedgerNode> nodes = new TreeMap<>();
  private final List<TestLedgerNode> ordered = new ArrayList<>();
  private final Queue<MessageInFlight> inFlight = new ArrayDeque<>();
  private final Map<PublicKey, Long> sequences = new TreeMap<>();

  public TestLedger(int members) {
    this(members, IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000)));
  }

  /** The same under other rules. */
  public TestLedger(int members, IncentiveRules rules) {
    List<PublicKey> keys = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      keys.add(node(i).publicKey());
    }
    genesis =
        new Genesis(
            new Genesis.Terms(
                1_600_000_000_000L,
                keys,
                WINDOW,
                Difficulty.NONE,
                5_000,
                center.publicKey(),
                rules),
            List.of(
                new Participant(patient.publicKey(), Role.PATIENT),
                Participant.of(doctor.publicKey(), Role.DOCTOR, hospital.publicKey()),
                new Participant(hospital.publicKey(), Role.HOSPITAL)));
    authenticator =
        new Authenticator(genesis.chain(), scheme, new MessageRegistry(PbftMessages.all()));
    parameters =
        new PbftParameters(
            genesis.chainParameters(),
            new BatchLimits(8, 100_000, 0),
            1_000_000_000,
            100_000_000,
            100,
            INTERVAL);
    for (int i = 0; i < members; i++) {
      addNode();
    }
  }

  public KeyPair node(int number) {
    return scheme.named("node " + number);
  }

  /** One more node, which is not a member until the center says so. */
  public TestLedgerNode addNode() {
    KeyPair keys = node(ordered.size());
    PbftReplica replica = new PbftReplica(parameters, genesis.membership(), keys.publicKey());
    TestLedgerNode node =
        new TestLedgerNode(genesis, keys, scheme, replica, output -> send(keys, output));
    nodes.put(keys.publicKey(), node);
    ordered.add(node);
    return node;
  }

  public TestLedgerNode at(int number) {
    return ordered.get(number);
  }

  public List<TestLedgerNode> all() {
    return List.copyOf(ordered);
  }

  private void send(KeyPair from, Output output) {
    switch (output) {
      case Output.Send send -> inFlight.add(new MessageInFlight(send.to(), send.envelope()));
      case Output.Broadcast broadcast ->
          nodes.keySet().stream()
              .filter(to -> !to.equals(from.publicKey()))
              .forEach(to -> inFlight.add(new MessageInFlight(to, broadcast.envelope())));
      case Output.Reply reply -> replies.add(new DeliveredReply(from, reply));
      default -> {} // rejections
    }
  }

  /** The replies to clients since the last time. */
  public List<DeliveredReply> takeReplies() {
    List<DeliveredReply> told = List.copyOf(replies);
    replies.clear();
    return told;
  }

  /** Everything in flight arrives, in the order in which it was sent. */
  public void deliver() {
    while (!inFlight.isEmpty()) {
      MessageInFlight flight = inFlight.remove();
      TestLedgerNode to = nodes.get(flight.to());
      if (to != null
          && authenticator.authenticate(flight.envelope())
              instanceof AuthenticationResult.Verified verified) {
        to.give(new Input.MessageReceived(NOW_NS, verified));
      }
    }
  }

  /** Gives requests to all nodes and lets them decide. */
  public void order(Transaction... requests) {
    for (Transaction request : requests) {
      ordered.forEach(node -> node.give(new Input.RequestSubmitted(NOW_NS, request)));
    }
    deliver();
    // A node that is behind asks; so an epoch ends, and a node that joins is there.
    for (int i = 0; i < 3; i++) {
      ordered.forEach(node -> node.fire("retransmit"));
      deliver();
    }
  }

  public Transaction next(KeyPair sender, Operation operation) {
    long sequence = sequences.merge(sender.publicKey(), 1L, Long::sum);
    return new Operations(scheme, genesis.chain(), sender).sign(sequence, operation);
  }

  /** The patient's upload of a synthetic record. */
  public Transaction upload(int number) {
    return next(patient, new UploadRecord(record(number, 0)));
  }

  /** The record of this number, the longer the more padding. */
  public MedicalRecord record(int number, int padding) {
    return new MedicalRecord(
        patient.publicKey(),
        new MedicalRecord.MetadataBlock(
            doctor.publicKey(),
            "synthetic/" + number + "x".repeat(padding),
            Hash.of(Bytes.utf8("file " + number))),
        new MedicalRecord.DigestBlock(
            1_600_000_000_000L, doctor.publicKey(), "synthetic", "image"));
  }

  /** Blocks of one upload each until the first node has this height. */
  public void growTo(long height) {
    int number = 1_000;
    while (at(0).height() < height) {
      order(upload(number++));
    }
  }

  /** The center makes a node a member in place of another, or besides; blocks up to its reign. */
  public void change(MemberChange change) {
    int before = at(0).members().current();
    order(next(center, new ChangeMembers(change)));
    int number = 2_000 + before * 100;
    while (at(0).members().current() == before) {
      order(upload(number++));
    }
    order(upload(number));
  }

  /** A child of a header with these transactions, right except for its roots. */
  public Block child(Header parent, List<Transaction> transactions) {
    return Block.of(
        new Header(
            Header.VERSION,
            parent.hash(),
            parent.timestampMs(),
            MerkleTree.rootOf(transactions),
            transactions.size(),
            parent.height() + 1,
            parent.stateRoot(),
            parent.receiptsRoot(),
            Difficulty.NONE,
            RandomString.ZERO),
        transactions);
  }

  /** COMMITs of these nodes for a block, in an epoch's view 0. */
  public QuorumCertificate commits(long epoch, Header header, int... signers) {
    long view = epoch << 40;
    Bytes content = QuorumCertificate.statement(view, header.height(), header.hash());
    List<SignedVote> votes = new ArrayList<>();
    for (int signer : signers) {
      KeyPair keys = node(signer);
      Bytes signing =
          Attestation.signingBytes(
              QuorumCertificate.DOMAIN, genesis.chain(), keys.publicKey(), content);
      votes.add(new SignedVote(keys.publicKey(), scheme.sign(keys.secretKey(), signing)));
    }
    return new QuorumCertificate(view, header.height(), header.hash(), votes);
  }

  public CertificateVerifier check() {
    return new CertificateVerifier(Pbft.PROTOCOL, genesis.chain(), scheme);
  }

  /** A participant that a test names, in a role. */
  public static Peer peer(PublicKey key, PeerRole role) {
    return new Peer(key, role, BigInteger.ONE);
  }
}
