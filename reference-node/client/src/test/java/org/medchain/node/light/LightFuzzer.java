package org.medchain.node.light;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.application.HeaderChain;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextDigest;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.data.MerkleProver;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.ledger.StateProofResponse;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.ledger.TestLedgerNode;

/**
 * Shows a light client changed truths of one chain, and truths of another one; all that it accepts
 * must be so in the chain (LIGHT-1 to LIGHT-5, APP-3 to APP-5).
 */
final class LightFuzzer {
  /** Headers with the certificate of the last. */
  record HeaderRun(List<Header> headers, QuorumCertificate certificate) {}

  /** A question about the state, and its answer. */
  record StateAnswer(Bytes key, long header, StateProofResponse answer) {}

  /** The end of an epoch, in its two parts, of which one names the other. */
  record EpochEnd(CheckpointCertificate certificate, ContextDigest digest) {
    Bytes encoded() {
      return new Encoder().value(certificate).value(digest).toBytes();
    }

    /** Its parts fit, and nobody signed that. */
    EpochEnd consistent() {
      Checkpoint was = certificate.checkpoint();
      Checkpoint fits = new Checkpoint(was.height(), was.block(), was.stateRoot(), digest.hash());
      return new EpochEnd(new CheckpointCertificate(fits, certificate.votes()), digest);
    }
  }

  /** The data of a third party, and the proof that it is shown. */
  record ThirdParty(List<Header> headers, Hash head, AcceptanceProof proof) {}

  private final TestLedger ledger = new TestLedger(4);
  private final TestLedgerNode node = ledger.at(1);
  private final Random random;
  private final PieceMutator mutator;
  private final Map<String, List<Object>> truths = new TreeMap<>();
  private final Map<String, int[]> tally = new TreeMap<>();
  private final LightChain complete;
  private LightChain growing;

  LightFuzzer(long seed) throws InvalidProofException {
    random = new Random(seed);
    mutator = new PieceMutator(random);
    grow(ledger, 0);
    TestLedger other = new TestLedger(5);
    grow(other, 40);
    collect(ledger, true);
    collect(other, false);
    forge();
    complete = informed();
    complete.append(headers(node, 1, node.height()), certificate(node, node.height()));
    growing = informed();
  }

  /** The members change twice; and a block has a repetition and a refused one in it. */
  private static void grow(TestLedger ledger, int from) {
    ledger.addNode();
    ledger.addNode();
    Transaction first = ledger.upload(from + 1);
    ledger.order(first, ledger.upload(from + 2), ledger.upload(from + 1), ledger.upload(from + 3));
    ledger.growTo(4);
    int added = ledger.all().size() - 2;
    ledger.change(new MemberChange.Add(ledger.node(added).publicKey(), Role.TERTIARY_HOSPITAL));
    ledger.change(
        new MemberChange.Replace(ledger.node(0).publicKey(), ledger.node(added + 1).publicKey()));
  }

  private void truth(boolean own, String kind, Object value) {
    mutator.learn(value);
    if (own) {
      truths.computeIfAbsent(kind, each -> new ArrayList<>()).add(value);
    }
  }

  private void collect(TestLedger from, boolean own) {
    TestLedgerNode by = from.at(1);
    long height = by.height();
    for (int epoch = 0; epoch < by.members().current(); epoch++) {
      EpochProof proof = Decoder.decode(by.members().proof(epoch), EpochProof.CODEC::decode);
      truth(own, "epochs", new EpochEnd(proof.certificate(), proof.digest()));
    }
    for (long last = 1; last <= height; last++) {
      long first = 1L + random.nextLong(last);
      truth(own, "headers", new HeaderRun(headers(by, first, last), certificate(by, last)));
      truth(own, "headers", new HeaderRun(headers(by, 1, last), certificate(by, last)));
    }
    for (long at = 1; at <= height - TestLedger.WINDOW; at++) {
      for (AcceptanceProof proof : proofs(by, at)) {
        truth(own, "acceptance", proof);
        truth(own, "existence", proof.existence());
        List<Header> known = headers(by, random.nextLong(at), height);
        truth(own, "third party", new ThirdParty(known, known.getLast().hash(), proof));
      }
    }
    for (Bytes key : keys(from)) {
      for (long header = 0; header <= height; header++) {
        truth(own, "state", new StateAnswer(key, header, HonestProofs.state(by, key, header)));
      }
    }
  }

  private static List<Bytes> keys(TestLedger from) {
    return List.of(
        WorldState.balanceEntry(from.patient.publicKey()).key(),
        WorldState.balanceEntry(from.stranger.publicKey()).key(),
        Registration.roleEntry(from.doctor.publicKey()).key(),
        Registration.roleEntry(from.stranger.publicKey()).key(),
        Records.entry(from.record(1, 0).id()).key(),
        Records.entry(Hash.ZERO).key(),
        ConsensusNodes.entry().key());
  }

  private static List<AcceptanceProof> proofs(TestLedgerNode by, long height) {
    List<Transaction> transactions = by.blockAt(height).orElseThrow().block().transactions();
    List<Receipt> receipts = by.receiptsAt(height).orElseThrow();
    List<AcceptanceProof> proofs = new ArrayList<>();
    for (int i = 0; i < transactions.size(); i++) {
      proofs.add(
          new AcceptanceProof(
              new ExistenceProof(
                  height, MerkleProver.over(transactions).proof(i), transactions.get(i)),
              MerkleProver.over(receipts).proof(i),
              receipts.get(i)));
    }
    return proofs;
  }

  /** Blocks that never were, certified by too few, by strangers, and by whom counts no more. */
  private void forge() {
    for (long height = 1; height <= node.height(); height++) {
      Header forged =
          ledger.child(headers(node, height - 1, height - 1).get(0), List.of()).header();
      long end = node.members().endOf(0).height();
      mutator.learn(new HeaderRun(List.of(forged), ledger.commits(0, forged, 1)));
      mutator.learn(new HeaderRun(List.of(forged), ledger.commits(1, forged, 4, 6, 7, 8)));
      mutator.learn(new HeaderRun(List.of(forged), ledger.commits(2, forged, 0, 6, 7, 8)));
      if (height > end) {
        QuorumCertificate former = ledger.commits(0, forged, 0, 1, 2, 3);
        truths.get("headers").add(new HeaderRun(List.of(forged), former));
        mutator.learn(former);
      }
    }
  }

  private static List<Header> headers(TestLedgerNode by, long first, long last) {
    List<Header> headers = new ArrayList<>();
    for (long height = first; height <= last; height++) {
      headers.add(header(by, height));
    }
    return headers;
  }

  private static Header header(TestLedgerNode by, long height) {
    return height == 0
        ? by.genesis().block().header()
        : by.header(height).orElseThrow(() -> new AssertionError("no height " + height));
  }

  private static QuorumCertificate certificate(TestLedgerNode by, long height) {
    return by.blockAt(height)
        .map(CertifiedBlock::certificate)
        .map(QuorumCertificate.class::cast)
        .orElseThrow();
  }

  private LightChain fresh() {
    return new LightChain(ledger.genesis, ledger.check());
  }

  private LightChain informed() throws InvalidProofException {
    LightChain chain = fresh();
    for (int epoch = 0; epoch < node.members().current(); epoch++) {
      assertThat(chain.advanceEpoch(node.members().proof(epoch))).isTrue();
    }
    return chain;
  }

  /** Of each kind: shown, well-formed, accepted. */
  Map<String, int[]> run(int times) throws InvalidProofException {
    for (Map.Entry<String, List<Object>> kind : truths.entrySet()) {
      int[] counts = tally.computeIfAbsent(kind.getKey(), each -> new int[3]);
      for (int i = 0; i < times; i++) {
        Object truth = kind.getValue().get(random.nextInt(kind.getValue().size()));
        counts[0]++;
        Optional<Object> shown = shown(truth);
        if (shown.isPresent()) {
          counts[1]++;
          counts[2] += accepted(shown.get()) ? 1 : 0;
        }
      }
    }
    return tally;
  }

  /** One of ten as it is: a client that accepts nothing would be right as well. */
  private Optional<Object> shown(Object truth) {
    if (random.nextInt(10) == 0) {
      return Optional.of(truth);
    }
    try {
      return Optional.of(mutator.mutated(truth));
    } catch (MalformedInput | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean accepted(Object shown) throws InvalidProofException {
    return switch (shown) {
      case HeaderRun run -> headers(run);
      case EpochEnd end -> epoch(random.nextBoolean() ? end : end.consistent());
      case ExistenceProof proof -> existence(proof);
      case AcceptanceProof proof -> acceptance(proof);
      case StateAnswer answer -> state(answer);
      case ThirdParty party -> thirdParty(party);
      default -> throw new AssertionError(shown);
    };
  }

  private boolean headers(HeaderRun run) throws InvalidProofException {
    long known = run.headers().isEmpty() ? 0 : run.headers().get(0).height() - 1;
    if (known != growing.height()) {
      growing = informed();
      long at = Math.min(Math.max(known, 0), node.height());
      if (at > 0) {
        growing.append(headers(node, 1, at), certificate(node, at));
      }
    }
    long before = growing.height();
    try {
      growing.append(run.headers(), run.certificate());
    } catch (InvalidProofException e) {
      assertThat(growing.height()).isEqualTo(before);
      return false;
    }
    for (long height = before; height <= growing.height(); height++) {
      assertThat(growing.headerAt(height)).as("%s", run).contains(header(node, height));
    }
    return true;
  }

  private boolean epoch(EpochEnd proof) throws InvalidProofException {
    LightChain chain = random.nextBoolean() ? fresh() : informedOfOne();
    int before = chain.members().current();
    try {
      if (!chain.advanceEpoch(proof.encoded())) {
        return false;
      }
    } catch (InvalidProofException e) {
      assertThat(chain.members().current()).isEqualTo(before);
      return false;
    }
    MembershipHistory right = node.members();
    assertThat(chain.members().current()).isEqualTo(before + 1);
    assertThat(chain.members().endOf(before)).as("%s", proof).isEqualTo(right.endOf(before));
    assertThat(chain.members().members(before + 1).keys())
        .isEqualTo(right.members(before + 1).keys());
    return true;
  }

  private LightChain informedOfOne() throws InvalidProofException {
    LightChain chain = fresh();
    assertThat(chain.advanceEpoch(node.members().proof(0))).isTrue();
    return chain;
  }

  private boolean existence(ExistenceProof proof) {
    if (complete.findError(proof).isPresent()) {
      return false;
    }
    isInTheChain(proof);
    return true;
  }

  private void isInTheChain(ExistenceProof proof) {
    assertThat(node.blockAt(proof.height()).orElseThrow().block().transactions())
        .as("%s", proof)
        .element(proof.inclusion().index())
        .isEqualTo(proof.transaction());
  }

  private void isTheReceipt(AcceptanceProof proof) {
    isInTheChain(proof.existence());
    assertThat(node.receiptsAt(proof.existence().height()).orElseThrow())
        .as("%s", proof)
        .element(proof.existence().inclusion().index())
        .isEqualTo(proof.receipt());
  }

  private boolean acceptance(AcceptanceProof proof) {
    if (complete.findError(proof).isPresent()) {
      return false;
    }
    isTheReceipt(proof);
    return true;
  }

  private boolean state(StateAnswer shown) {
    if (complete.findError(shown.key(), shown.answer(), shown.header()).isPresent()) {
      return false;
    }
    long height = Math.max(0, shown.header() - TestLedger.WINDOW);
    assertThat(node.stateAt(height).orElseThrow().tree().get(shown.key()))
        .as("%s", shown)
        .isEqualTo(shown.answer().value());
    return true;
  }

  /** It trusts the head, so this is not changed. */
  private boolean thirdParty(ThirdParty shown) {
    HeaderChain chain;
    try {
      chain = HeaderChain.of(shown.headers(), header(node, node.height()).hash());
    } catch (MalformedInput e) {
      return false;
    }
    for (Header each : shown.headers()) {
      assertThat(header(node, each.height())).isEqualTo(each);
    }
    if (chain.flawIn(shown.proof(), TestLedger.WINDOW).isPresent()) {
      return false;
    }
    isTheReceipt(shown.proof());
    assertThat(shown.proof().receipt().succeeded()).isTrue();
    return true;
  }
}
